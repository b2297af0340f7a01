package org.otvet.switchboard.sip;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.otvet.telephony.SignalledMessage;

/**
 * The messages of one call in the order in which they went over the wire, for whoever must find out what went wrong. Keeps
 * the first and drops the later ones when there are too many. May be read from any thread.
 */
public final class Ladder {

    private static final int MOST_MESSAGES = 120;
    private static final int MOST_BYTES = 128 * 1024;

    private record Rung(Instant at, boolean sent, Transport transport, String remote, byte[] message) {}

    private final String callId;
    private final List<Rung> rungs = new ArrayList<>(8);
    private int bytes;

    public Ladder(String callId) {
        this.callId = callId;
    }

    public String callId() {
        return callId;
    }

    /** @param message is kept as it is and must not be written to afterwards */
    public synchronized void add(Instant at, boolean sent, Transport transport, String remote, byte[] message) {
        if (rungs.size() < MOST_MESSAGES && bytes + message.length <= MOST_BYTES) {
            bytes += message.length;
            rungs.add(new Rung(at, sent, transport, remote, message));
        }
    }

    /** What was kept so far, with everything secret blotted out. */
    public List<SignalledMessage> messages() {
        List<Rung> kept;
        synchronized (this) {
            kept = List.copyOf(rungs);
        }
        return kept.stream()
                .map(r -> new SignalledMessage(
                        r.at,
                        r.sent,
                        r.transport.name().toLowerCase(Locale.ROOT),
                        r.remote,
                        Blotted.text(new String(r.message, StandardCharsets.UTF_8))))
                .toList();
    }
}
