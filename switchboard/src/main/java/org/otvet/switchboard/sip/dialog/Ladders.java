package org.otvet.switchboard.sip.dialog;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.otvet.switchboard.sip.Ladder;
import org.otvet.switchboard.sip.message.CallIdScan;
import org.otvet.switchboard.sip.message.SipMessage;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.Timer;
import org.otvet.switchboard.sip.transaction.TimerWheel;

/**
 * Writes down the messages of the calls of one loop. Only calls that were let in have a ladder, so strangers cost nothing
 * here. All on the loop's thread.
 */
final class Ladders {

    /** How long after its end a call's last answers may come, in ms. */
    private static final long LAST_WORDS_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final TimerWheel timers;
    private final Clock clock;
    private final Map<Integer, Ladder> open = new HashMap<>();

    Ladders(TimerWheel timers, Clock clock) {
        this.timers = timers;
        this.clock = clock;
    }

    void open(Ladder ladder) {
        open.put(CallIdScan.hash(ladder.callId()), ladder);
    }

    /** Ends it a moment later. */
    void close(Ladder ladder, long now) {
        Timer later = new Timer() {
            @Override
            protected void fire(long then) {
                open.remove(CallIdScan.hash(ladder.callId()), ladder);
            }
        };
        timers.set(later, now, LAST_WORDS_MILLIS);
    }

    void received(SipMessage message, Peer from) {
        if (open.isEmpty()) {
            return;
        }
        Ladder ladder = open.get(CallIdScan.hash(message.callId()));
        if (ladder != null && ladder.callId().equals(message.callId())) {
            add(ladder, false, from, message.bytes());
        }
    }

    void sent(byte[] message, Peer to) {
        if (open.isEmpty()) {
            return;
        }
        Ladder ladder = open.get(CallIdScan.hash(message));
        if (ladder != null && CallIdScan.names(message, ladder.callId())) {
            add(ladder, true, to, message);
        }
    }

    private void add(Ladder ladder, boolean sent, Peer peer, byte[] message) {
        ladder.add(
                clock.instant(),
                sent,
                peer.transport(),
                peer.remote().getHostString() + ":" + peer.remote().getPort(),
                message);
    }
}
