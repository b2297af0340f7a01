package org.otvet.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.otvet.routing.AgentId;
import org.otvet.routing.Capacity;
import org.otvet.routing.Command;
import org.otvet.routing.Criteria;
import org.otvet.routing.Decision;
import org.otvet.routing.InteractionId;
import org.otvet.routing.Need;
import org.otvet.routing.QueueId;
import org.otvet.routing.QueueRules;
import org.otvet.routing.Refusal;
import org.otvet.routing.Router;
import org.otvet.routing.Skill;
import org.otvet.routing.Step;

/**
 * A router of many agents that is brought into the state in which one command can come, is given it, and is brought back; only the
 * command itself is timed. A twentieth as many queues as agents, eight queues an agent.
 */
@State(Scope.Thread)
public class RoutingCentre {

    static final int QUEUES_OF_AN_AGENT = 8;
    static final int SKILLS = 200;
    private static final int SKILLS_OF_A_QUEUE = 4;

    /** What is timed. */
    public enum Event {
        CYCLE("ready, accept, finish, enqueue", false),
        SKILLED_CYCLE("the same, skills asked for", false),
        READY("ready: offered the longest waiting", false),
        ACCEPT("accept", false),
        FINISH("finish", false),
        ENQUEUE("enqueue: waits", false),
        WITHDRAW("withdraw while waiting", false),
        REFUSE("refuse: back in line", false),
        SET_AGENT("set agent: other queues", false),
        REMOVE_AGENT("remove agent", false),
        SET_QUEUE("set queue: other rules", false),
        REMOVE_QUEUE("remove queue", false),
        READY_IDLE("ready: nothing waits", true),
        UNREADY("unready", true),
        ENQUEUE_OFFERED("enqueue: offered the longest idle", true),
        SKILLED_READY_IDLE("ready: nothing waits, skills", true),
        SKILLED_ENQUEUE_OFFERED("enqueue: offered by skills", true);

        final String text;
        final boolean agentsWait;

        Event(String text, boolean agentsWait) {
            this.text = text;
            this.agentsWait = agentsWait;
        }

        boolean skilled() {
            return name().startsWith("SKILLED_");
        }
    }

    @Param("10000")
    public int agents;

    @Param
    public Event event = Event.CYCLE;

    private static final Criteria[] CRITERIA = IntStream.range(0, SKILLS)
            .mapToObj(n -> Criteria.CALL.withSteps(Step.skills(Step.FOR_EVER, new Need(skill(n), 5))))
            .toArray(Criteria[]::new);

    private final Random random = new Random(7);
    private final Router router = new Router();
    private int queues;
    private int next;
    private long now;
    private AgentId agent = agent(0);
    private QueueId queue = queue(0);
    private InteractionId call = call(0);
    private Command command = new Command.Unready(agent);
    private List<Decision> decisions = List.of();

    @Setup(Level.Trial)
    public void open() {
        queues = Math.max(1, agents / 20);
        for (int q = 0; q < queues; q++) {
            decide(new Command.SetQueue(queue(q), QueueRules.DEFAULT));
        }
        for (int a = 0; a < agents; a++) {
            decide(anAgent(a));
            if (event.agentsWait) {
                decide(new Command.Ready(agent(a), ++now));
            }
        }
        for (int i = 0; i < 2 * agents && !event.agentsWait; i++) {
            now++;
            arrive(someQueue());
        }
    }

    @Setup(Level.Invocation)
    public void prepare() {
        now++;
        agent = agent(random.nextInt(agents));
        switch (event) {
            case CYCLE, SKILLED_CYCLE -> {}
            case READY -> command = new Command.Ready(agent, now);
            case ACCEPT -> {
                offer();
                command = new Command.Accept(call, agent);
            }
            case FINISH -> {
                offer();
                decide(new Command.Accept(call, agent));
                command = new Command.Finish(call);
            }
            case ENQUEUE -> {
                offer();
                decide(new Command.Accept(call, agent));
                decide(new Command.Finish(call));
                command = new Command.Enqueue(call(next++), queue, now);
            }
            case WITHDRAW -> command = new Command.Withdraw(arrive(someQueue()));
            case REFUSE -> {
                offer();
                command = new Command.Refuse(call, agent, Refusal.NOT_ANSWERED);
            }
            case SET_AGENT -> command = new Command.SetAgent(agent, someQueues());
            case REMOVE_AGENT -> command = new Command.RemoveAgent(agent);
            case SET_QUEUE -> command = new Command.SetQueue(someQueue(), QueueRules.DEFAULT);
            case REMOVE_QUEUE -> {
                queue = queue(queues + next++);
                decide(new Command.SetQueue(queue, QueueRules.DEFAULT));
                command = new Command.RemoveQueue(queue);
            }
            case READY_IDLE, SKILLED_READY_IDLE -> {
                decide(new Command.Unready(agent));
                command = new Command.Ready(agent, now);
            }
            case UNREADY -> command = new Command.Unready(agent);
            case ENQUEUE_OFFERED, SKILLED_ENQUEUE_OFFERED -> command = enqueue(call(next++), someQueue());
        }
    }

    @Benchmark
    public List<Decision> decide() {
        decisions = event == Event.CYCLE || event == Event.SKILLED_CYCLE ? cycle() : router.decide(command, now);
        return decisions;
    }

    private List<Decision> cycle() {
        List<Decision> ready = router.decide(new Command.Ready(agent, now), now);
        Decision.Offer offer = offerIn(ready);
        if (offer != null) {
            router.decide(new Command.Accept(offer.interaction(), offer.agent()), now);
            router.decide(new Command.Finish(offer.interaction()), now);
            router.decide(enqueue(call(next++), offer.queue()), now);
        }
        return ready;
    }

    @TearDown(Level.Invocation)
    public void restore() {
        Decision.Offer offer = offerIn(decisions);
        switch (event) {
            case CYCLE, SKILLED_CYCLE -> {
                if (offer == null) {
                    decide(new Command.Unready(agent));
                }
            }
            case READY -> {
                if (offer == null) {
                    decide(new Command.Unready(agent));
                } else {
                    decide(new Command.Withdraw(offer.interaction()));
                    arrive(offer.queue());
                }
            }
            case ACCEPT -> {
                decide(new Command.Finish(call));
                arrive(queue);
            }
            case FINISH -> arrive(queue);
            case REFUSE -> {
                decide(new Command.Withdraw(call));
                arrive(queue);
            }
            case REMOVE_AGENT -> decide(new Command.SetAgent(agent, someQueues()));
            case UNREADY -> decide(new Command.Ready(agent, now));
            case ENQUEUE_OFFERED, SKILLED_ENQUEUE_OFFERED -> {
                if (offer != null) {
                    decide(new Command.Withdraw(offer.interaction()));
                    decide(new Command.Ready(offer.agent(), now));
                }
            }
            case ENQUEUE, WITHDRAW, SET_AGENT, SET_QUEUE, REMOVE_QUEUE, READY_IDLE, SKILLED_READY_IDLE -> {}
        }
    }

    /** Lets agents become ready until one is offered something. */
    private void offer() {
        while (true) {
            Decision.Offer offer = offerIn(decide(new Command.Ready(agent, now)));
            if (offer != null) {
                call = offer.interaction();
                queue = offer.queue();
                return;
            }
            decide(new Command.Unready(agent));
            agent = agent(random.nextInt(agents));
        }
    }

    private InteractionId arrive(QueueId at) {
        InteractionId arrived = call(next++);
        decide(enqueue(arrived, at));
        return arrived;
    }

    /** Where skills are asked for, one of those of its queue at a level which half of the agents who have it reach. */
    private Command enqueue(InteractionId id, QueueId at) {
        return event.skilled()
                ? new Command.Enqueue(id, at, now, CRITERIA[skillOf(at, random.nextInt(SKILLS_OF_A_QUEUE))])
                : new Command.Enqueue(id, at, now);
    }

    /** Where skills are asked for, somebody who has half of those of each of their queues, at some level. */
    private Command anAgent(int n) {
        Set<QueueId> some = someQueues();
        if (!event.skilled()) {
            return new Command.SetAgent(agent(n), some);
        }
        Map<QueueId, Integer> positions = new HashMap<>();
        Map<Skill, Integer> skills = new HashMap<>();
        for (QueueId one : some) {
            positions.put(one, 0);
            for (int k = 0; k < SKILLS_OF_A_QUEUE / 2; k++) {
                int skill = skillOf(one, random.nextInt(SKILLS_OF_A_QUEUE));
                skills.put(skill(skill), 1 + random.nextInt(10));
            }
        }
        return new Command.SetAgent(agent(n), positions, skills, Capacity.ONE_CALL);
    }

    private static int skillOf(QueueId queue, int k) {
        return (int) ((queue.value().getLeastSignificantBits() * SKILLS_OF_A_QUEUE + k) % SKILLS);
    }

    private static Skill skill(int n) {
        return new Skill("skill " + n);
    }

    private List<Decision> decide(Command what) {
        return router.decide(what, now);
    }

    private static Decision.@Nullable Offer offerIn(List<Decision> decisions) {
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Offer made) {
                return made;
            }
        }
        return null;
    }

    private Set<QueueId> someQueues() {
        Set<QueueId> some = new HashSet<>();
        for (int k = 0; k < QUEUES_OF_AN_AGENT; k++) {
            some.add(someQueue());
        }
        return some;
    }

    private QueueId someQueue() {
        return queue(random.nextInt(queues));
    }

    private static AgentId agent(int n) {
        return new AgentId(new UUID(1, n));
    }

    private static QueueId queue(int n) {
        return new QueueId(new UUID(2, n));
    }

    private static InteractionId call(int n) {
        return new InteractionId(new UUID(3, n));
    }
}
