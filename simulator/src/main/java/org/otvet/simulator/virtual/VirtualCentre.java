package org.otvet.simulator.virtual;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.otvet.routing.AgentId;
import org.otvet.routing.Command;
import org.otvet.routing.Criteria;
import org.otvet.routing.Decision;
import org.otvet.routing.EstimateErrors;
import org.otvet.routing.InteractionId;
import org.otvet.routing.QueueId;
import org.otvet.routing.QueueRules;
import org.otvet.routing.Router;

/**
 * Callers who arrive at random and may lose patience, and agents who take every offer at once, handle it for a random time and are
 * ready again at once. All times are exponential, so theory knows what must come out. Not thread-safe.
 */
public final class VirtualCentre {

    /** Callers of one kind. */
    public record Stream(QueueId queue, double perSecond, Criteria criteria) {}

    private record Event(long atMs, long turn, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(turn, other.turn);
        }
    }

    private final Router router;
    private final SplittableRandom random;
    private final double handleMs;
    private final double patienceMs;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Map<InteractionId, Caller> waiting = new HashMap<>();
    private final EstimateErrors estimateErrors = new EstimateErrors();
    private double estimatedShare;
    private Outcomes outcomes = new Outcomes(0, 0);
    private long now;
    private long turn;
    private int arrivals;

    private record Caller(int number, long sinceMs, long estimatedMs) {}

    /** @param patienceSeconds the mean; {@link Double#POSITIVE_INFINITY} for callers who never hang up */
    public VirtualCentre(long seed, double handleSeconds, double patienceSeconds) {
        this.router = new Router(seed);
        this.random = new SplittableRandom(seed);
        this.handleMs = handleSeconds * 1000;
        this.patienceMs = patienceSeconds * 1000;
    }

    public void open(QueueId queue, QueueRules rules) {
        decide(new Command.SetQueue(queue, rules));
    }

    /** An agent who works for the queues from now on. */
    public void join(AgentId agent, Set<QueueId> queues) {
        decide(new Command.SetAgent(agent, queues));
        decide(new Command.Ready(agent, now));
    }

    /** Asks for everybody who waits within what time the wait will be over with probability {@code share}. */
    public EstimateErrors estimateWaits(double share) {
        estimatedShare = share;
        return estimateErrors;
    }

    /** Lets {@code warmUp} callers come, and then {@code counted} whose fate is told. */
    public Outcomes run(List<Stream> streams, int warmUp, int counted) {
        outcomes = new Outcomes(warmUp, counted);
        streams.forEach(stream -> arriveLater(stream, warmUp + counted));
        while (!outcomes.complete()) {
            Event next = events.remove();
            tickUntil(next.atMs());
            now = next.atMs();
            next.what().run();
        }
        return outcomes;
    }

    private void arriveLater(Stream stream, int last) {
        at(exponential(1000 / stream.perSecond()), () -> {
            if (arrivals < last) {
                arriveLater(stream, last);
                arrive(stream);
            }
        });
    }

    private void arrive(Stream stream) {
        int number = arrivals++;
        InteractionId id = new InteractionId(new UUID(3, number));
        waiting.put(id, new Caller(number, now, 0));
        decide(new Command.Enqueue(id, stream.queue(), now, stream.criteria()));
        if (!waiting.containsKey(id)) {
            return;
        }
        if (estimatedShare > 0 && outcomes.counts(number)) {
            long estimate = router.estimate(id).orElseThrow().quantileMs(estimatedShare);
            waiting.put(id, new Caller(number, now, estimate));
        }
        if (patienceMs < Double.POSITIVE_INFINITY) {
            at(exponential(patienceMs), () -> hangUp(id));
        }
    }

    private void hangUp(InteractionId id) {
        Caller caller = waiting.remove(id);
        if (caller != null) {
            outcomes.abandoned(caller.number(), now - caller.sinceMs());
            decide(new Command.Withdraw(id));
        }
    }

    private void decide(Command command) {
        for (Decision decision : router.decide(command, now)) {
            if (decision instanceof Decision.Offer offer) {
                answer(offer);
            }
        }
    }

    private void answer(Decision.Offer offer) {
        Caller caller = waiting.remove(offer.interaction());
        if (caller == null) {
            throw new IllegalStateException("offer of " + offer.interaction() + " who does not wait");
        }
        long waited = now - caller.sinceMs();
        outcomes.answered(caller.number(), waited);
        if (caller.estimatedMs() > 0) {
            estimateErrors.add(caller.estimatedMs(), waited);
        }
        decide(new Command.Accept(offer.interaction(), offer.agent()));
        at(exponential(handleMs), () -> {
            decide(new Command.Finish(offer.interaction()));
            decide(new Command.Ready(offer.agent(), now));
        });
    }

    private void tickUntil(long endMs) {
        while (router.nextDueMs() <= endMs) {
            now = Math.max(now, router.nextDueMs());
            decide(new Command.Tick());
        }
    }

    private void at(long afterMs, Runnable what) {
        events.add(new Event(now + afterMs, ++turn, what));
    }

    private long exponential(double meanMs) {
        return Math.round(-Math.log(1 - random.nextDouble()) * meanMs);
    }
}
