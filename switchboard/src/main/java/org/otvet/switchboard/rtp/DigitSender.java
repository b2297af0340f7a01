package org.otvet.switchboard.rtp;

import java.util.ArrayDeque;

/**
 * Sends keys as telephone events, one packet each 20 ms: 120 ms of key, its end three times, then a pause. Not safe for
 * threads: the owner guards it together with the stream.
 */
public final class DigitSender {

    private static final String KEYS = "0123456789*#ABCD";
    private static final int MAX_WAITING = 64;
    private static final int STEPS = 6;
    private static final int END_RESENDS = 2;
    private static final int PAUSE_STEPS = 3;
    private static final int VOLUME = 10;

    /** Bytes of a telephone event. */
    public static final int EVENT_BYTES = 4;

    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
    private int step = -1;

    /** Queues the keys that can be sent; further ones than 64 waiting are dropped. */
    public void send(String digits) {
        for (int i = 0; i < digits.length() && waiting.size() < MAX_WAITING; i++) {
            int event = KEYS.indexOf(Character.toUpperCase(digits.charAt(i)));
            if (event >= 0) {
                waiting.add(event);
            }
        }
    }

    public boolean isBusy() {
        return !waiting.isEmpty();
    }

    /**
     * Called each 20 ms while busy: numbers the next packet with {@code stream} and writes its payload.
     *
     * @param clockRate of the events, in Hz
     * @return false when this step is a pause and nothing is sent
     */
    public boolean next(OutboundStream stream, byte[] packet, int offset, int clockRate, long nowNs) {
        int frame = clockRate / 50;
        step++;
        if (step >= STEPS + END_RESENDS) {
            if (step == STEPS + END_RESENDS + PAUSE_STEPS) {
                waiting.poll();
                step = -1;
            }
            return false;
        }
        Integer event = waiting.peek();
        if (event == null) {
            return false;
        }
        if (step == 0) {
            stream.beginEvent(nowNs);
        } else {
            stream.continueEvent(nowNs);
        }
        boolean end = step >= STEPS - 1;
        int duration = Math.min(step + 1, STEPS) * frame;
        packet[offset] = event.byteValue();
        packet[offset + 1] = (byte) ((end ? 0x80 : 0) | VOLUME);
        packet[offset + 2] = (byte) (duration >>> 8);
        packet[offset + 3] = (byte) duration;
        if (end) {
            stream.endEvent(duration + END_RESENDS * frame);
        }
        return true;
    }

    /** Rewrites the duration of an event from one clock to another. */
    public static void changeClock(byte[] event, int offset, int bytes, int fromRate, int toRate) {
        if (fromRate != toRate && bytes >= EVENT_BYTES) {
            int duration = ((event[offset + 2] & 0xFF) << 8) | (event[offset + 3] & 0xFF);
            int changed = (int) Math.min(0xFFFF, (long) duration * toRate / fromRate);
            event[offset + 2] = (byte) (changed >>> 8);
            event[offset + 3] = (byte) changed;
        }
    }
}
