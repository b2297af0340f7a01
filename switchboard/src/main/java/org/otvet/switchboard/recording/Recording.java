package org.otvet.switchboard.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.G711;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;

/**
 * One two-channel recording. Media threads place sound in a window of the last two seconds; the writer moves what is old
 * enough to the file. What nobody placed is silence.
 *
 * <p>The window is guarded by this object's monitor, held for microseconds only; the file belongs to the writer.
 */
public final class Recording {

    /** Sound may come so much later than its neighbours and still find its place. */
    static final int LATE_FRAMES = 300 * G711.SAMPLES_PER_MS;

    private static final int WINDOW_FRAMES = 1 << 14;
    private static final int MASK = WINDOW_FRAMES - 1;

    private final RecordingId id;
    private final RecordingPlace place;
    private final G711 law;
    private final RecordingListener listener;
    private final LongSupplier clock;
    private final long startNs;
    private final Runnable wakeWriter;
    private final RecordingChannel left = new RecordingChannel(this, 0);
    private final RecordingChannel right = new RecordingChannel(this, 1);

    private final byte[] window = new byte[WINDOW_FRAMES * WavHeader.FRAME_BYTES];
    private final Pauses pauses = new Pauses();
    private long movedFrames;
    private long lostFrames;

    private volatile boolean stopped;
    private volatile long stopNs;

    private @Nullable RecordingFile file;

    Recording(
            RecordingId id,
            RecordingPlace place,
            G711 law,
            RecordingListener listener,
            LongSupplier clock,
            Runnable wakeWriter) {
        this.id = id;
        this.place = place;
        this.law = law;
        this.listener = listener;
        this.clock = clock;
        this.startNs = clock.getAsLong();
        this.wakeWriter = wakeWriter;
        Arrays.fill(window, law.silence());
    }

    public RecordingId id() {
        return id;
    }

    /** Where the first party's sound goes. */
    public RecordingChannel left() {
        return left;
    }

    /** Where the second party's sound goes. */
    public RecordingChannel right() {
        return right;
    }

    /** True from the end of the recording on: nothing more is taken. */
    public boolean isStopped() {
        return stopped;
    }

    /** Ends the recording now; the file is closed soon after. Safe to repeat, from any thread. */
    public void stop() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopNs = clock.getAsLong();
            stopped = true;
        }
        wakeWriter.run();
    }

    /** Nothing said from now on is kept, only silence of its length. Safe to repeat, from any thread. */
    public synchronized void pause() {
        long from = Math.max(movedFrames, frameAt(clock.getAsLong()));
        if (stopped || !pauses.begin(from)) {
            return;
        }
        // a sender whose clock is ahead has placed some sound beyond this moment
        for (long frame = from; frame < movedFrames + WINDOW_FRAMES; frame++) {
            int at = ((int) frame & MASK) * WavHeader.FRAME_BYTES;
            window[at] = law.silence();
            window[at + 1] = law.silence();
        }
    }

    /** What is said from now on is kept again. Safe to repeat, from any thread. */
    public synchronized void resume() {
        pauses.end(frameAt(clock.getAsLong()));
    }

    /** Whether sound that belongs to this frame was said in a pause. */
    synchronized boolean inPause(long frame) {
        return pauses.contain(frame);
    }

    /** The frame that belongs to a time. */
    long frameAt(long nowNs) {
        return (nowNs - startNs) / 125_000;
    }

    /** Places sound; parts before or beyond the window are dropped. */
    synchronized void place(int side, long frame, G711 from, byte[] codes, int offset, int length) {
        if (stopped) {
            return;
        }
        for (int i = 0; i < length; i++) {
            long at = frame + i;
            if (at < movedFrames || pauses.contain(at)) {
                continue;
            }
            if (at >= movedFrames + WINDOW_FRAMES) {
                lostFrames += length - i;
                return;
            }
            window[((int) at & MASK) * WavHeader.FRAME_BYTES + side] = from.transcodeTo(law, codes[offset + i]);
        }
    }

    /** Makes the file. Writer only. */
    void open() throws IOException {
        file = RecordingFile.create(id, place, law);
    }

    /**
     * Moves what is old enough to the file. Writer only; {@code scratch} holds at least one window.
     *
     * @return true when the recording is over and everything is in the file
     */
    boolean flush(long nowNs, ByteBuffer scratch) throws IOException {
        RecordingFile open = file;
        if (open == null) {
            throw new IOException("Recording " + place.file() + " is not open");
        }
        boolean last = stopped;
        long end = last ? frameAt(stopNs) : frameAt(nowNs) - LATE_FRAMES;
        boolean moved = false;
        while (true) {
            scratch.clear();
            if (!move(end, scratch)) {
                break;
            }
            moved = true;
            open.append(scratch.flip());
        }
        if (moved) {
            open.settle();
        }
        if (last) {
            open.finish();
        }
        return last;
    }

    /** Takes at most one window's length of frames before {@code end}; false when there are none. */
    private synchronized boolean move(long end, ByteBuffer into) {
        int frames = (int) Math.min(end - movedFrames, WINDOW_FRAMES);
        if (frames <= 0) {
            return false;
        }
        int first = (int) movedFrames & MASK;
        int untilWrap = Math.min(frames, WINDOW_FRAMES - first);
        take(first, untilWrap, into);
        take(0, frames - untilWrap, into);
        movedFrames += frames;
        return true;
    }

    private void take(int firstFrame, int frames, ByteBuffer into) {
        int from = firstFrame * WavHeader.FRAME_BYTES;
        int bytes = frames * WavHeader.FRAME_BYTES;
        into.put(window, from, bytes);
        Arrays.fill(window, from, from + bytes, law.silence());
    }

    /** Closes the file and tells the listener. Writer only, once. */
    void close(String problem) {
        stopped = true;
        String found = problem;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            found = found.isEmpty() ? Recorder.describe(place.file(), e) : found;
        }
        long lost;
        synchronized (this) {
            lost = lostFrames / G711.SAMPLES_PER_MS;
        }
        if (found.isEmpty() && lost > 0) {
            found = "Recording " + place.file() + " was not written fast enough: " + lost + " ms of sound are missing";
        }
        long bytes = file == null ? 0 : file.bytes();
        long lengthMs = file == null ? 0 : file.soundBytes() / WavHeader.FRAME_BYTES / G711.SAMPLES_PER_MS;
        listener.onRecordingClosed(id, lengthMs, bytes, found);
    }

    Path path() {
        return place.file();
    }
}
