package org.otvet.switchboard.sip.transaction;

import org.otvet.switchboard.sip.message.SipResponse;

/** Who sent a request and wants to know. */
public interface ClientUser {

    /** Every response but retransmissions the transaction absorbs; 2xx to INVITE each time it comes. */
    void onResponse(ClientTransaction transaction, SipResponse response, Peer from);

    /** Nothing final came in time. */
    void onTimeout(ClientTransaction transaction);

    /** The request could not be sent. */
    void onSendFailed(ClientTransaction transaction);
}
