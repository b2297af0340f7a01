package org.otvet.phone;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A final answer to an INVITE, sent again until its ACK comes (RFC 3261 sections 13.3.1.4 and 17.2.1). */
final class Answering {

    private final SipPhone phone;
    private final SipMessage invite;
    private final InetSocketAddress source;
    private PhoneLoop.@Nullable Alarm again;
    private boolean sent;
    private boolean acknowledged;
    private Runnable whenAcknowledged = () -> {};

    Answering(SipPhone phone, SipMessage invite, InetSocketAddress source) {
        this.phone = phone;
        this.invite = invite;
        this.source = source;
    }

    void send(SipMessage response, Runnable whenGivenUp) {
        sent = true;
        phone.respond(invite, response, source);
        boolean repeat = response.status() < 300 || !phone.transport().isReliable();
        repeat(response, 500, 0, repeat, whenGivenUp);
    }

    private void repeat(SipMessage response, long wait, long waited, boolean send, Runnable whenGivenUp) {
        again = phone.loop().after(wait, () -> {
            if (waited + wait >= 32_000) {
                whenGivenUp.run();
                return;
            }
            if (send) {
                phone.transport().send(response, source);
            }
            repeat(response, Math.min(wait * 2, 4000), waited + wait, send, whenGivenUp);
        });
    }

    boolean isSent() {
        return sent;
    }

    boolean answers(SipMessage ack) {
        return ack.sequence() == invite.sequence();
    }

    void acknowledged() {
        acknowledged = true;
        stop();
        whenAcknowledged.run();
        whenAcknowledged = () -> {};
    }

    /** A party that answered may hang up only after the ACK (RFC 3261 section 15). */
    void afterAcknowledgement(Runnable action) {
        if (acknowledged || !sent) {
            action.run();
        } else {
            whenAcknowledged = action;
        }
    }

    void stop() {
        if (again != null) {
            again.cancel();
        }
    }
}
