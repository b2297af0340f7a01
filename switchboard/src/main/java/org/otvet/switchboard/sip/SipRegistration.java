package org.otvet.switchboard.sip;

/** A registration of ours with a registrar. */
public interface SipRegistration {

    /** Takes it back at the registrar; {@code done} runs once, on a loop thread, when that is answered or given up. */
    void end(Runnable done);
}
