package org.otvet.switchboard.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that serves many legs: waits for their sockets, plays to them every 20 ms and looks after them ten times a
 * second. After each round it rests for two milliseconds, so that one wake-up serves many packets; that is the only delay
 * a packet gets here.
 */
final class MediaThread {

    private static final Logger log = LoggerFactory.getLogger(MediaThread.class);

    static final int PACKET_BYTES = 2048;

    /** SRTP adds its tag behind the packet. */
    static final int TAIL_BYTES = 64;

    static final long TICK_NS = 20_000_000L;

    private static final long REST_NS = 2_000_000L;
    private static final long SWEEP_NS = 100_000_000L;
    private static final int MAX_LATE_TICKS = 5;
    private static final long HEALTHY_NS = 5_000_000_000L;
    private static final long ERROR_LOG_NS = 60_000_000_000L;

    /** Something whose socket has a datagram. */
    interface DatagramSource {
        void onReadable(MediaThread thread) throws IOException;
    }

    /** Something that has to be done every 20 ms. */
    interface Ticking {

        /** One step; false when there is nothing more to do. */
        boolean tick(MediaThread via, long nowNs);

        /** So many steps could not be made in time. */
        void missTicks(int missed);
    }

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<AudioLeg> legs = new ArrayList<>();
    private final List<Ticking> ticking = new ArrayList<>();
    private final ByteBuffer received = ByteBuffer.allocateDirect(PACKET_BYTES);
    private final ByteBuffer sending = ByteBuffer.allocateDirect(PACKET_BYTES + TAIL_BYTES);

    /** The packet being read, and the packet being made; of this thread only. */
    final byte[] in = new byte[PACKET_BYTES + TAIL_BYTES];

    final byte[] out = new byte[PACKET_BYTES + TAIL_BYTES];

    private volatile boolean running = true;
    private volatile boolean waiting;
    private volatile long lastRoundNs = System.nanoTime();
    private long nextTickNs;
    private long nextSweepNs = System.nanoTime();
    private long errorLoggedNs = System.nanoTime() - ERROR_LOG_NS;
    private long errors;

    @SuppressWarnings("ThreadPriorityCheck") // sound must not wait behind other work; correctness does not depend on it
    MediaThread(int number) throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform()
                .name("media-" + number)
                .daemon(true)
                .priority(Thread.MAX_PRIORITY)
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Runs something on this thread, soon; dropped after {@link #stop()}. */
    void execute(Runnable task) {
        tasks.add(task);
        if (waiting) {
            selector.wakeup();
        }
    }

    /** @throws IOException when the channel is closed or cannot be registered */
    void register(DatagramChannel channel, DatagramSource source) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, source);
        if (waiting) {
            selector.wakeup();
        }
    }

    /** This thread only. */
    void add(AudioLeg leg) {
        legs.add(leg);
    }

    /** This thread only. */
    void remove(AudioLeg leg) {
        legs.remove(leg);
    }

    /** This thread only: calls {@link Ticking#tick} until it says no. */
    void tick(Ticking one) {
        if (ticking.isEmpty()) {
            nextTickNs = System.nanoTime();
        }
        if (!ticking.contains(one)) {
            ticking.add(one);
        }
    }

    boolean isHealthy() {
        return thread.isAlive() && System.nanoTime() - lastRoundNs < HEALTHY_NS;
    }

    void stop() {
        running = false;
        selector.wakeup();
        LockSupport.unpark(thread);
    }

    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }

    /**
     * Reads one datagram of a connected channel into {@link #in}.
     *
     * @return its length, -1 when there is none, or when it is longer than we take
     */
    int read(DatagramChannel channel) throws IOException {
        received.clear();
        int length = channel.read(received);
        return taken(length);
    }

    /** Moves what a channel received into {@link #in}. */
    int taken(int length) {
        if (length <= 0 || length >= PACKET_BYTES) {
            return -1;
        }
        received.get(0, in, 0, length);
        return length;
    }

    ByteBuffer receiveBuffer() {
        return received.clear();
    }

    /** The bytes as a buffer to send from; of this thread only, good until the next call. */
    ByteBuffer sendBuffer(byte[] bytes, int offset, int length) {
        return sending.clear().put(bytes, offset, length).flip();
    }

    private void run() {
        while (running) {
            try {
                round();
            } catch (Throwable t) {
                report("Media thread stumbled", t);
            }
        }
        runTasks();
        try {
            selector.close();
        } catch (IOException e) {
            log.warn("The selector of {} cannot be closed: {}", thread.getName(), e.getMessage());
        }
    }

    private void round() throws IOException {
        long now = System.nanoTime();
        lastRoundNs = now;
        long waitMs = (nextDeadlineNs() - now) / 1_000_000L;
        waiting = true;
        int ready;
        if (waitMs <= 0 || !tasks.isEmpty()) {
            ready = selector.selectNow(this::serve);
        } else {
            ready = selector.select(this::serve, waitMs);
        }
        waiting = false;
        runTasks();
        runTicks();
        runSweep();
        if (ready > 0 && running) {
            LockSupport.parkNanos(REST_NS);
        }
    }

    private long nextDeadlineNs() {
        return ticking.isEmpty() ? nextSweepNs : Math.min(nextTickNs, nextSweepNs);
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isValid() && key.attachment() instanceof DatagramSource source) {
                source.onReadable(this);
            }
        } catch (ClosedChannelException | CancelledKeyException _) {
            key.cancel();
        } catch (Throwable t) {
            report("A packet could not be handled", t);
        }
    }

    private void runTasks() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            try {
                task.run();
            } catch (Throwable t) {
                report("A media command failed", t);
            }
        }
    }

    private void runTicks() {
        if (ticking.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        if (now - nextTickNs > MAX_LATE_TICKS * TICK_NS) {
            int missed = (int) ((now - nextTickNs) / TICK_NS);
            for (int i = 0; i < ticking.size(); i++) {
                ticking.get(i).missTicks(missed);
            }
            nextTickNs += missed * TICK_NS;
        }
        while (now - nextTickNs >= 0) {
            nextTickNs += TICK_NS;
            for (int i = ticking.size() - 1; i >= 0; i--) {
                if (!tickOne(ticking.get(i), now)) {
                    ticking.set(i, ticking.getLast());
                    ticking.removeLast();
                }
            }
        }
    }

    private boolean tickOne(Ticking one, long now) {
        try {
            return one.tick(this, now);
        } catch (Throwable t) {
            report("A step of 20 ms failed", t);
            return true;
        }
    }

    private void runSweep() {
        long now = System.nanoTime();
        if (now - nextSweepNs < 0) {
            return;
        }
        nextSweepNs = now + SWEEP_NS;
        for (int i = legs.size() - 1; i >= 0; i--) {
            try {
                legs.get(i).sweep(this, now);
            } catch (Throwable t) {
                report("A leg could not be looked after", t);
            }
        }
    }

    private void report(String what, Throwable t) {
        errors++;
        long now = System.nanoTime();
        if (now - errorLoggedNs >= ERROR_LOG_NS) {
            errorLoggedNs = now;
            log.warn("{} ({} such errors so far)", what, errors, t);
        }
    }
}
