package org.otvet.server.floor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.live.LiveFloor;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangeListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns everything live. Others put letters into its mailbox: what the exchange reports, what people
 * order, what was set up anew. One letter that fails fails alone. Orders of people are refused while the mailbox is far
 * behind; reports of the exchange never are, since each of them frees something.
 */
final class FloorThread implements ExchangeListener, AutoCloseable {

    static final long BEHIND_MS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(FloorThread.class);
    private static final int AT_ONCE = 256;
    private static final long ANSWER_MS = 5_000;

    private record Letter(Runnable work, long postedNanos) {}

    private final LiveFloor floor;
    private final Performer performer;
    private final Publisher publisher;
    private final Clock clock;
    private final LinkedBlockingQueue<Letter> mailbox = new LinkedBlockingQueue<>();
    private final Counter letters;
    private final Counter failures;
    private final Counter busyNanos;
    private final Thread thread;
    private volatile long oldestNanos;
    private volatile boolean open;

    FloorThread(LiveFloor floor, Performer performer, Publisher publisher, Clock clock, MeterRegistry meters) {
        this.floor = floor;
        this.performer = performer;
        this.publisher = publisher;
        this.clock = clock;
        this.letters = meters.counter("otvet.floor.letters");
        this.failures = meters.counter("otvet.floor.failures");
        this.busyNanos = meters.counter("otvet.floor.busy.nanos");
        Gauge.builder("otvet.floor.mailbox", mailbox, LinkedBlockingQueue::size).register(meters);
        Gauge.builder("otvet.floor.mailbox.age.ms", this, FloorThread::ageMs).register(meters);
        this.thread = Thread.ofPlatform().name("floor").unstarted(this::run);
    }

    void start() {
        open = true;
        thread.start();
    }

    @Override
    public void on(ExchangeEvent event) {
        post((Runnable) () -> floor.on(event, clock.millis()));
    }

    /** Leaves something to do with the floor; returns at once. */
    void post(Consumer<LiveFloor> work) {
        post((Runnable) () -> work.accept(floor));
    }

    private void post(Runnable work) {
        mailbox.add(new Letter(work, System.nanoTime()));
    }

    /**
     * Asks something of the floor and waits for the answer.
     *
     * @throws FloorClosed when it does not take orders or does not answer in time
     */
    <T extends @Nullable Object> T ask(Function<LiveFloor, T> question) {
        if (!open || ageMs() > BEHIND_MS) {
            throw new FloorClosed(open ? "the floor is " + ageMs() + " ms behind" : "the floor is closed");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        post((Runnable) () -> {
            try {
                answer.complete(question.apply(floor));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
                throw e;
            }
        });
        try {
            return answer.get(ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FloorClosed("the floor did not answer within " + ANSWER_MS + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FloorClosed("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the floor could not do it", e.getCause());
        }
    }

    long now() {
        return clock.millis();
    }

    /** How long the oldest letter has waited, in ms. */
    long ageMs() {
        long oldest = oldestNanos;
        Letter next = mailbox.peek();
        if (oldest == 0 && next != null) {
            oldest = next.postedNanos();
        }
        return oldest == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(Math.max(0, System.nanoTime() - oldest));
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        List<Letter> batch = new ArrayList<>(AT_ONCE);
        while (open || !mailbox.isEmpty()) {
            try {
                await(batch);
                long begin = System.nanoTime();
                for (Letter letter : batch) {
                    oldestNanos = letter.postedNanos();
                    work(letter.work());
                }
                letters.increment(batch.size());
                work(() -> floor.tick(clock.millis()));
                publisher.publish(floor, clock.millis());
                busyNanos.increment(System.nanoTime() - begin);
            } catch (InterruptedException e) {
                open = false;
            } catch (Throwable e) {
                failures.increment();
                LOG.error("The floor went on after a failure", e);
            } finally {
                batch.clear();
                oldestNanos = 0;
            }
        }
    }

    private void await(List<Letter> batch) throws InterruptedException {
        long now = clock.millis();
        long wakeMs = Math.min(floor.nextDueMs(), publisher.nextDueMs(floor));
        long waitMs = Math.max(0, Math.min(1_000, wakeMs - now));
        Letter first = mailbox.poll(waitMs, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            mailbox.drainTo(batch, AT_ONCE - 1);
        }
    }

    private void work(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            failures.increment();
            LOG.error("A letter to the floor failed", e);
        } finally {
            performer.perform(floor.takeEffects());
        }
    }

    /** Works off what is in the mailbox and ends, at the latest after five seconds. */
    @Override
    public void close() {
        open = false;
        post((Runnable) () -> {});
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                LOG.warn("The floor did not end in time, {} letters left", mailbox.size());
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
