package org.otvet.switchboard.sip.dialog;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.transaction.ServerTransaction;
import org.otvet.switchboard.sip.transaction.Timer;

/** A 2xx to INVITE that is sent again until its ACK comes (RFC 3261 section 13.3.1.4). */
final class Acceptance extends Timer {

    private final Leg leg;
    private @Nullable ServerTransaction transaction;
    private byte @Nullable [] response;
    private long cseq = -1;
    private long interval;
    private long deadline;

    Acceptance(Leg leg) {
        this.leg = leg;
    }

    void begin(ServerTransaction invite, byte[] ok, long inviteCseq) {
        transaction = invite;
        response = ok;
        cseq = inviteCseq;
        interval = leg.transactions().timing().t1();
        deadline = leg.transactions().now() + leg.transactions().timing().patience();
        invite.respond(200, ok);
        leg.later(this, interval);
    }

    /** True while an ACK is awaited. */
    boolean isOpen() {
        return response != null;
    }

    /** True when this ACK is the one awaited. */
    boolean acknowledged(long ackCseq) {
        if (response == null || ackCseq != cseq) {
            return false;
        }
        stop();
        return true;
    }

    void stop() {
        transaction = null;
        response = null;
        leg.cancel(this);
    }

    @Override
    protected void fire(long now) {
        ServerTransaction invite = transaction;
        byte[] ok = response;
        if (invite == null || ok == null) {
            return;
        }
        if (now >= deadline) {
            stop();
            leg.lost(408, "No ACK");
            return;
        }
        invite.sendAgain(ok);
        interval = Math.min(interval * 2, leg.transactions().timing().t2());
        leg.later(this, Math.min(interval, Math.max(1, deadline - now)));
    }
}
