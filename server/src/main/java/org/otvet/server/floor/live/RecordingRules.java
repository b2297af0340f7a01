package org.otvet.server.floor.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.TrunkId;

/**
 * Which calls are recorded. A rule for a number goes before one for the queue, that before one for calls out of a
 * project, and that before the project's own. What a rule leaves open, the next wider one says. Immutable, pure.
 */
public final class RecordingRules {

    public static final long PAUSE_LIMIT_MS = 120_000;
    public static final RecordingRules NONE = new RecordingRules(List.of());

    private static final int WHOLE = 10_000;

    /** How a rule chooses. */
    public enum Mode {
        ALWAYS,
        NEVER,
        /** A share of the calls, chosen by chance once a call. */
        SHARE,
        /** The agent begins and ends it. */
        BY_HAND
    }

    /** What a rule is for. */
    public sealed interface Scope {

        record OfProject(UUID projectId) implements Scope {}

        /** Calls that agents make for a project. */
        record OfCallsOut(UUID projectId) implements Scope {}

        record OfQueue(UUID queueId) implements Scope {}

        /** @param number without a leading plus */
        record OfNumber(String number, @Nullable TrunkId trunk) implements Scope {}
    }

    /**
     * One rule; what it leaves open the next wider one says.
     *
     * @param mode null when left open
     * @param percent of {@link Mode#SHARE}
     * @param announcement played to the customer before they are connected; null when left open
     * @param pauseLimitMs longest pause, 0 when left open
     */
    public record Rule(
            Scope scope,
            @Nullable Mode mode,
            int percent,
            FloorPlan.@Nullable Prompt announcement,
            long pauseLimitMs) {}

    /**
     * A call to decide about.
     *
     * @param number what was dialled, null for calls out
     * @param usual what holds where no rule says anything, from the queue's own switch
     */
    public record Question(
            UUID interactionId,
            boolean inbound,
            UUID projectId,
            @Nullable UUID queueId,
            Scope.@Nullable OfNumber number,
            boolean usual) {}

    /** Who decides whether there is a recording. */
    public enum Answer {
        RECORDED,
        NOT_RECORDED,
        BY_HAND
    }

    /**
     * What is done with a call.
     *
     * @param why a code: {@code always}, {@code never}, {@code share}, {@code by-hand} or {@code usual}
     * @param announcement null for none; never one for a call that is not recorded
     */
    public record Decision(Answer answer, String why, FloorPlan.@Nullable Prompt announcement, long pauseLimitMs) {}

    private final Map<Scope, Rule> rules = new HashMap<>();

    public RecordingRules(List<Rule> rules) {
        rules.forEach(rule -> this.rules.put(rule.scope(), rule));
    }

    /** The same call is always decided alike, so that its parts after a hand-over or a lost telephone are too. */
    public Decision decide(Question call) {
        List<Rule> narrowFirst = rulesFor(call);
        Answer answer = call.usual() ? Answer.RECORDED : Answer.NOT_RECORDED;
        String why = "usual";
        for (Rule rule : narrowFirst) {
            if (rule.mode() != null) {
                answer = answer(rule, call.interactionId());
                why = switch (rule.mode()) {
                    case ALWAYS -> "always";
                    case NEVER -> "never";
                    case SHARE -> "share";
                    case BY_HAND -> "by-hand";
                };
                break;
            }
            boolean queueIsSwitchedOff = rule.scope() instanceof Scope.OfQueue && !call.usual();
            if (queueIsSwitchedOff) {
                break;
            }
        }
        FloorPlan.Prompt announcement = null;
        long pauseLimitMs = 0;
        for (Rule rule : narrowFirst) {
            announcement = announcement == null ? rule.announcement() : announcement;
            pauseLimitMs = pauseLimitMs == 0 ? rule.pauseLimitMs() : pauseLimitMs;
        }
        return new Decision(
                answer,
                why,
                answer == Answer.NOT_RECORDED ? null : announcement,
                pauseLimitMs == 0 ? PAUSE_LIMIT_MS : pauseLimitMs);
    }

    private List<Rule> rulesFor(Question call) {
        List<Rule> found = new ArrayList<>(4);
        if (call.number() != null) {
            add(found, call.number());
        }
        if (call.queueId() != null) {
            Scope queue = new Scope.OfQueue(call.queueId());
            found.add(rules.getOrDefault(queue, new Rule(queue, null, 0, null, 0)));
        }
        if (!call.inbound()) {
            add(found, new Scope.OfCallsOut(call.projectId()));
        }
        add(found, new Scope.OfProject(call.projectId()));
        return found;
    }

    private void add(List<Rule> found, Scope scope) {
        Rule rule = rules.get(scope);
        if (rule != null) {
            found.add(rule);
        }
    }

    private static Answer answer(Rule rule, UUID interactionId) {
        return switch (rule.mode()) {
            case null -> Answer.NOT_RECORDED;
            case ALWAYS -> Answer.RECORDED;
            case NEVER -> Answer.NOT_RECORDED;
            case BY_HAND -> Answer.BY_HAND;
            case SHARE ->
                draw(interactionId) * 100L < (long) rule.percent() * WHOLE ? Answer.RECORDED : Answer.NOT_RECORDED;
        };
    }

    /** 0 to 9999, the same for the same call. Ids of one moment share their first half, so bits are mixed. */
    private static long draw(UUID interactionId) {
        long bits = interactionId.getMostSignificantBits() * 31 + interactionId.getLeastSignificantBits();
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return Math.floorMod(bits ^ (bits >>> 31), (long) WHOLE);
    }
}
