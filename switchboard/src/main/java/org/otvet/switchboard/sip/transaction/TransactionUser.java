package org.otvet.switchboard.sip.transaction;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.message.SipRequest;

/** The core above the transactions. */
public interface TransactionUser {

    /** A request no transaction knows; neither ACK nor CANCEL. Sound or with a defect. */
    void onRequest(SipRequest request, Peer from);

    /** A CANCEL with the INVITE transaction it means, null when there is none. */
    void onCancel(SipRequest cancel, Peer from, @Nullable ServerTransaction invite);

    /** An ACK that ends no failed INVITE transaction. */
    void onAck(SipRequest ack, Peer from);
}
