package org.otvet.switchboard.sip.dialog;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.transaction.ServerTransaction;
import org.otvet.switchboard.sip.transaction.Timer;

/** Our ringing for a caller that requires it acknowledged: sent again until its PRACK comes (RFC 3262 section 3). */
final class ReliableRinging extends Timer {

    private final IncomingLeg leg;
    private final long inviteCseq;
    private final Runnable givenUp;
    private long number;
    private @Nullable ServerTransaction transaction;
    private byte @Nullable [] response;
    private int status;
    private long interval;
    private long deadline;

    /** @param givenUp runs when no PRACK comes in time */
    ReliableRinging(IncomingLeg leg, long inviteCseq, Runnable givenUp) {
        this.leg = leg;
        this.inviteCseq = inviteCseq;
        this.givenUp = givenUp;
        // section 3: 1 to 2^31 - 1, chosen at random
        this.number = 1 + Math.floorMod(leg.agent.tokens().next(), 0x4000_0000L);
    }

    /** False while an earlier one is not acknowledged: the next has to wait, and ringing needs no repetition. */
    boolean isFree() {
        return response == null;
    }

    /** The lines a reliable response carries. */
    String lines() {
        return "Require: 100rel\r\nRSeq: " + ++number + "\r\n";
    }

    void send(ServerTransaction invite, int ringing, byte[] bytes) {
        transaction = invite;
        response = bytes;
        status = ringing;
        interval = leg.transactions().timing().t1();
        deadline = leg.transactions().now() + leg.transactions().timing().patience();
        invite.respond(status, bytes);
        leg.later(this, interval);
    }

    /** True when this PRACK is for the one that waits. */
    boolean acknowledged(SipRequest prack) {
        String wanted = number + " " + inviteCseq + " " + Methods.INVITE;
        String named = prack.first(HeaderName.RACK);
        if (response == null
                || named == null
                || !named.strip().replaceAll("\\s+", " ").equals(wanted)) {
            return false;
        }
        stop();
        return true;
    }

    void stop() {
        response = null;
        transaction = null;
        leg.cancel(this);
    }

    @Override
    protected void fire(long now) {
        ServerTransaction invite = transaction;
        byte[] bytes = response;
        if (invite == null || bytes == null) {
            return;
        }
        if (now >= deadline) {
            stop();
            givenUp.run();
            return;
        }
        invite.respond(status, bytes);
        interval *= 2;
        leg.later(this, Math.min(interval, Math.max(1, deadline - now)));
    }
}
