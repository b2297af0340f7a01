package org.otvet.switchboard.sip.transport;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.dialog.Agent;
import org.otvet.switchboard.sip.message.SipMessage;
import org.otvet.switchboard.sip.message.SipParseException;
import org.otvet.switchboard.sip.message.SipParser;
import org.otvet.switchboard.sip.transaction.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with its selector, its tasks and its agent. Nothing that one message does can end it; what is thrown is
 * logged, and the next message is looked at.
 */
final class SipLoop implements Executor {

    /** What a selected channel does. */
    interface Ready {
        void ready(SelectionKey key) throws IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(SipLoop.class);
    private static final long LONGEST_SLEEP_MILLIS = 1_000;
    private static final int MOST_WAITING_MESSAGES = 20_000;
    private static final int TASKS_PER_ROUND = 1_024;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Runnable> own = new ArrayDeque<>();
    private final AtomicInteger waitingMessages = new AtomicInteger();
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private final AtomicInteger troubles = new AtomicInteger();
    private @Nullable Agent agent;
    private volatile boolean running = true;
    private volatile long lastRound = System.nanoTime();

    SipLoop(String name) throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start(Agent itsAgent) {
        agent = itsAgent;
        thread.start();
    }

    Selector selector() {
        return selector;
    }

    /** Milliseconds of the loops' clock. */
    static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    boolean isOwn() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable task) {
        if (isOwn()) {
            own.add(task);
            return;
        }
        posted.add(task);
        if (sleeping.get() && sleeping.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    /**
     * Takes a message from any thread; dropped when too many wait already.
     *
     * @param turnAway true when the guard found it to be too much
     */
    void deliver(byte[] bytes, Peer from, boolean turnAway) {
        if (isOwn()) {
            receive(bytes, from, turnAway);
        } else if (waitingMessages.incrementAndGet() > MOST_WAITING_MESSAGES) {
            waitingMessages.decrementAndGet();
        } else {
            execute(() -> {
                waitingMessages.decrementAndGet();
                receive(bytes, from, turnAway);
            });
        }
    }

    /** Parses and processes on the loop's own thread. */
    private void receive(byte[] bytes, Peer from, boolean turnAway) {
        Agent mine = agent;
        if (mine == null) {
            return;
        }
        try {
            SipMessage message = SipParser.parse(bytes);
            if (turnAway) {
                mine.turnedAway(message, from, now());
            } else {
                mine.received(message, from, now());
            }
        } catch (SipParseException e) {
            log.debug("Dropped {} bytes from {}: {}", bytes.length, from.remote(), e.getMessage());
        } catch (Throwable e) {
            trouble(e);
        }
    }

    private void run() {
        while (running) {
            try {
                round();
            } catch (Throwable e) {
                trouble(e);
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            log.debug("Selector did not close: {}", e.toString());
        }
    }

    private void round() throws IOException {
        runTasks();
        Agent mine = agent;
        long now = now();
        lastRound = System.nanoTime();
        long sleep = LONGEST_SLEEP_MILLIS;
        if (mine != null) {
            mine.advance(now, this::trouble);
            sleep = mine.idleMillis(now, LONGEST_SLEEP_MILLIS);
        }
        sleeping.set(true);
        if (!own.isEmpty() || !posted.isEmpty()) {
            sleeping.set(false);
            selector.selectNow(this::ready);
        } else {
            selector.select(this::ready, Math.max(1, sleep));
            sleeping.set(false);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.attachment() instanceof Ready channel && key.isValid()) {
                channel.ready(key);
            }
        } catch (Throwable e) {
            trouble(e);
        }
    }

    private void runTasks() {
        for (int i = 0; i < TASKS_PER_ROUND; i++) {
            Runnable task = own.poll();
            if (task == null) {
                task = posted.poll();
            }
            if (task == null) {
                return;
            }
            Agent mine = agent;
            if (mine != null) {
                mine.clock(now());
            }
            try {
                task.run();
            } catch (Throwable e) {
                trouble(e);
            }
        }
    }

    private void trouble(Throwable e) {
        int count = troubles.incrementAndGet();
        if (count <= 20 || count % 1_000 == 0) {
            log.error("A SIP message or task failed ({} so far); the loop goes on", count, e);
        }
    }

    /** Failures that were caught so far. */
    int troubles() {
        return troubles.get();
    }

    /** True while the thread lives and comes round. */
    boolean isAlive(long withinNanos) {
        return thread.isAlive() && System.nanoTime() - lastRound < withinNanos;
    }

    void stop() {
        running = false;
        selector.wakeup();
    }

    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }
}
