package org.otvet.switchboard.sip;

/** The way to answer a re-INVITE, from any thread, once; later uses are ignored. */
public interface ReinviteAnswer {

    void accept(String sdp);

    void refuse(int status, String reason);
}
