package org.otvet.phone;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Keys on their way as RFC 4733 events: 160 ms each, the end sent three times, 60 ms apart. */
final class DigitSender {

    static final String KEYS = "0123456789*#ABCD";
    private static final int LENGTH_FRAMES = 8;
    private static final int PAUSE_FRAMES = 3;

    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
    private int event = -1;
    private int duration;
    private int ends;
    private int pause;
    private int timestamp;
    private int frame = 160;

    void press(String digits) {
        for (char key : digits.toCharArray()) {
            int code = KEYS.indexOf(Character.toUpperCase(key));
            if (code < 0) {
                throw new IllegalArgumentException("no key '" + key + "'");
            }
            waiting.add(code);
        }
    }

    boolean busy() {
        return event >= 0 || pause > 0 || !waiting.isEmpty();
    }

    /** The event's own timestamp: that of its first packet (RFC 4733 section 2.2.1). */
    int timestamp() {
        return timestamp;
    }

    boolean first() {
        return duration == frame && ends == 0;
    }

    /**
     * Puts the payload of these 20 ms; false in the pause between keys.
     *
     * @param frameUnits units of the clock in 20 ms
     */
    boolean next(ByteBuffer packet, int now, int frameUnits) {
        frame = frameUnits;
        if (event < 0) {
            if (pause > 0) {
                pause--;
                return false;
            }
            Integer code = waiting.poll();
            if (code == null) {
                return false;
            }
            event = code;
            duration = 0;
            ends = 0;
            timestamp = now;
        }
        boolean end = duration >= LENGTH_FRAMES * frame;
        if (!end) {
            duration += frame;
        }
        packet.put((byte) event).put((byte) ((end ? 0x80 : 0) | 10)).putShort((short) duration);
        if (end && ++ends == 3) {
            event = -1;
            pause = PAUSE_FRAMES;
        }
        return true;
    }
}
