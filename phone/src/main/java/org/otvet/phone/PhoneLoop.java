package org.otvet.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns all signalling and audio of the telephones on it: sockets, timers and the 20 ms senders. A
 * hundred telephones fit on one loop; whatever a telephone's public methods ask for is carried out here.
 */
public final class PhoneLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneLoop.class);

    private final Selector selector;
    private final Thread thread;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(alarm -> alarm.atNs));
    private volatile boolean closed;

    /** What a readable, acceptable or connectable channel is for. */
    interface Ready {
        void ready(SelectionKey key) throws IOException;
    }

    /** A timer; cancelling one that has fired does nothing. */
    static final class Alarm {
        private final long atNs;
        private final Runnable action;
        private boolean cancelled;

        private Alarm(long atNs, Runnable action) {
            this.atNs = atNs;
            this.action = action;
        }

        void cancel() {
            cancelled = true;
        }
    }

    private static final class Shared {
        private static final PhoneLoop LOOP = start("phones");
    }

    private PhoneLoop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::turn);
    }

    /** A loop for all telephones that do not ask for their own; lives as long as the program. */
    public static PhoneLoop shared() {
        return Shared.LOOP;
    }

    public static PhoneLoop start(String name) {
        PhoneLoop loop = new PhoneLoop(name);
        loop.thread.start();
        return loop;
    }

    /** Carries out {@code task} on the loop: at once when already there, otherwise soon. */
    void run(Runnable task) {
        if (Thread.currentThread() == thread) {
            guarded(task);
        } else {
            tasks.add(task);
            selector.wakeup();
        }
    }

    /** Only on the loop. */
    Alarm after(long milliseconds, Runnable action) {
        return at(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds), action);
    }

    /** Only on the loop. */
    Alarm at(long nanoTime, Runnable action) {
        Alarm alarm = new Alarm(nanoTime, action);
        alarms.add(alarm);
        return alarm;
    }

    void watch(SelectableChannel channel, int operations, Ready ready) {
        run(() -> {
            try {
                channel.register(selector, operations, ready);
            } catch (IOException e) {
                LOG.debug("channel closed before it was watched", e);
            }
        });
    }

    private void turn() {
        while (!closed) {
            try {
                select();
                selector.selectedKeys().forEach(this::handle);
                selector.selectedKeys().clear();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    guarded(task);
                }
                fire();
            } catch (Throwable problem) {
                LOG.warn("telephone loop goes on after {}", problem.toString(), problem);
            }
        }
    }

    private void select() throws IOException {
        Alarm next = alarms.peek();
        if (!tasks.isEmpty()) {
            selector.selectNow();
        } else if (next == null) {
            selector.select();
        } else {
            long waitNs = next.atNs - System.nanoTime();
            if (waitNs <= 0) {
                selector.selectNow();
            } else {
                selector.select(Math.max(1, (waitNs + 500_000) / 1_000_000));
            }
        }
    }

    private void handle(SelectionKey key) {
        guarded(() -> {
            if (key.isValid() && key.attachment() instanceof Ready ready) {
                try {
                    ready.ready(key);
                } catch (IOException e) {
                    LOG.debug("socket of a telephone", e);
                }
            }
        });
    }

    private void fire() {
        long now = System.nanoTime();
        for (Alarm alarm = alarms.peek(); alarm != null && alarm.atNs - now <= 0; alarm = alarms.peek()) {
            alarms.poll();
            if (!alarm.cancelled) {
                guarded(alarm.action);
            }
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable problem) {
            LOG.warn("telephone goes on after {}", problem.toString(), problem);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(1000);
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("selector", e);
        }
    }
}
