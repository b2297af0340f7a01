package org.otvet.server.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.calls.CallRow.MissedOffer;
import org.otvet.server.calls.CallRow.Phase;
import org.otvet.server.ledger.Fact;

/**
 * Makes a call's row from its facts, taken one by one in time order. Pure: the same facts give the same row, however
 * they were cut into batches. Facts of unknown types only move the time of the last fact.
 */
final class CallFold {

    private static final Set<String> MISSED = Set.of("not-answered", "unreachable", "caller-gave-up");

    private final UUID interactionId;
    private final Instant firstAt;
    private final List<MissedOffer> missed = new ArrayList<>();
    private final List<UUID> earlierAgents = new ArrayList<>();
    private @Nullable UUID talkedLast;
    private Instant lastAt;
    private UUID lastId;
    private @Nullable Instant startedAt;
    private @Nullable UUID projectId;
    private String direction = "in";
    private String number = "";
    private @Nullable String name;
    private String dialled = "";
    private @Nullable UUID trunkId;
    private @Nullable String customerLeg;
    private @Nullable UUID queueId;
    private @Nullable UUID agentId;
    private @Nullable String protocolCallId;
    private @Nullable Instant connectedAt;
    private @Nullable Instant endedAt;
    private String result = CallRow.IN_PROGRESS;
    private @Nullable String endedBy;
    private @Nullable String cause;
    private @Nullable Integer protocolStatus;
    private Phase phase = Phase.NONE;
    private @Nullable Instant phaseSince;
    private long waitMs;
    private long talkMs;
    private long holdMs;
    private long wrapUpMs;
    private boolean wrappedUp;
    private @Nullable UUID wrapUpBy;
    /** Since when which agents write results while the call goes on with others. */
    private final Map<UUID, Instant> wrapUpsBeside = new HashMap<>();

    private @Nullable UUID dispositionId;
    private @Nullable String notes;

    /** @param first the first fact in time; apply it as well */
    CallFold(UUID interactionId, Fact first) {
        this.interactionId = interactionId;
        this.firstAt = first.at();
        this.lastAt = first.at();
        this.lastId = first.id();
    }

    /** @param facts all of one interaction in time order, at least one */
    static CallFold of(UUID interactionId, List<Fact> facts) {
        var fold = new CallFold(interactionId, facts.getFirst());
        facts.forEach(fold::apply);
        return fold;
    }

    /** Whether the fact comes after everything applied so far. */
    boolean follows(Fact fact) {
        int byTime = fact.at().compareTo(lastAt);
        return byTime > 0 || byTime == 0 && fact.id().compareTo(lastId) > 0;
    }

    /** No more facts are expected, though some may come. */
    boolean over() {
        return endedAt != null && phase == Phase.NONE && wrapUpsBeside.isEmpty() && (connectedAt == null || wrappedUp);
    }

    void apply(Fact fact) {
        lastAt = fact.at();
        lastId = fact.id();
        if (projectId == null) {
            projectId = fact.projectId();
        }
        Instant at = fact.at();
        switch (fact.type()) {
            case "interaction.started" -> started(fact);
            case "outbound.routed" -> routed(fact);
            case "queue.entered" -> {
                queueId = fact.uuid("queueId");
                enter(at, Phase.WAITING);
            }
            case "queue.left" -> leave(at, Phase.WAITING);
            case "agent.connected" -> {
                connected(agentOf(fact));
                connectedAt = connectedAt == null ? at : connectedAt;
                enter(at, Phase.TALKING);
            }
            case "agent.disconnected" -> {
                leave(at, Phase.TALKING);
                leave(at, Phase.HOLD);
            }
            case "hold.started" -> {
                if (phase == Phase.TALKING) {
                    enter(at, Phase.HOLD);
                }
            }
            case "hold.ended" -> {
                if (phase == Phase.HOLD) {
                    enter(at, Phase.TALKING);
                }
            }
            case "offer.ended" -> offerEnded(fact);
            case "missed.handled" -> handled(fact);
            case "interaction.ended" -> ended(fact);
            case "interaction.interrupted" -> interrupted(at);
            case "wrapup.started" -> wrapUpStarted(fact);
            case "wrapup.ended" -> wrapUpEnded(fact);
            default -> {}
        }
    }

    CallRow row() {
        return new CallRow(
                interactionId,
                projectId,
                direction,
                number,
                name,
                dialled,
                trunkId,
                queueId,
                agentId,
                protocolCallId,
                startedAt == null ? firstAt : startedAt,
                connectedAt,
                endedAt,
                result,
                endedBy,
                cause,
                protocolStatus,
                phase,
                phaseSince,
                waitMs,
                talkMs,
                holdMs,
                wrapUpMs,
                dispositionId,
                notes,
                lastAt,
                List.copyOf(missed),
                List.copyOf(earlierAgents));
    }

    private void connected(@Nullable UUID agent) {
        if (talkedLast != null && !talkedLast.equals(agent)) {
            earlierAgents.add(talkedLast);
        }
        talkedLast = agent;
        agentId = agent;
    }

    private void started(Fact fact) {
        startedAt = fact.at();
        direction = or(fact.text("direction"), "in");
        number = or(fact.text("number"), "");
        String given = fact.text("name");
        name = given == null || given.isBlank() ? null : given;
        dialled = or(fact.text("dialled"), "");
        trunkId = fact.uuid("trunkId");
        queueId = fact.uuid("queueId");
        protocolCallId = fact.text("protocolCallId");
        customerLeg = fact.text("legId");
    }

    private void routed(Fact fact) {
        if (customerLeg != null && customerLeg.equals(fact.text("legId"))) {
            trunkId = fact.uuid("trunkId");
        }
    }

    private void ended(Fact fact) {
        if (endedAt != null) {
            return;
        }
        endedAt = fact.at();
        endedBy = fact.text("endedBy");
        cause = fact.text("cause");
        protocolStatus = fact.data().get("protocolStatus") == null ? null : (int) fact.number("protocolStatus", 0);
        result = or(fact.text("result"), connectedAt == null ? "failed" : "answered");
        stopCall(fact.at());
    }

    private void interrupted(Instant at) {
        if (endedAt != null) {
            return;
        }
        endedAt = at;
        result = CallRow.INTERRUPTED;
        stopCall(at);
    }

    private void stopCall(Instant at) {
        if (phase != Phase.WRAP_UP) {
            enter(at, Phase.NONE);
        }
    }

    private void wrapUpStarted(Fact fact) {
        UUID agent = agentOf(fact);
        agentId = agent == null ? agentId : agent;
        enter(fact.at(), Phase.WRAP_UP);
        wrapUpBy = agent;
    }

    private void wrapUpEnded(Fact fact) {
        UUID agent = agentOf(fact);
        Instant beside = agent == null ? null : wrapUpsBeside.remove(agent);
        if (beside != null) {
            wrapUpMs += Math.max(0, Duration.between(beside, fact.at()).toMillis());
        } else {
            leave(fact.at(), Phase.WRAP_UP);
        }
        wrappedUp = true;
        UUID disposition = fact.uuid("dispositionId");
        dispositionId = disposition == null ? dispositionId : disposition;
        String written = fact.text("notes");
        notes = written == null || written.isBlank() ? notes : written;
    }

    private void offerEnded(Fact fact) {
        UUID agent = agentOf(fact);
        String outcome = fact.text("outcome");
        if (agent != null && outcome != null && MISSED.contains(outcome)) {
            boolean again = missed.stream()
                    .anyMatch(of -> of.agentId().equals(agent) && of.at().equals(fact.at()));
            if (!again) {
                missed.add(new MissedOffer(agent, fact.at(), queueId, outcome, null));
            }
        }
    }

    private void handled(Fact fact) {
        UUID agent = agentOf(fact);
        missed.replaceAll(offer -> offer.handledAt() == null && (agent == null || agent.equals(offer.agentId()))
                ? new MissedOffer(offer.agentId(), offer.at(), offer.queueId(), offer.kind(), fact.at())
                : offer);
    }

    private void leave(Instant at, Phase left) {
        if (phase == left) {
            enter(at, Phase.NONE);
        }
    }

    private void enter(Instant at, Phase next) {
        if (phaseSince != null) {
            long ms = Math.max(0, Duration.between(phaseSince, at).toMillis());
            switch (phase) {
                case NONE -> {}
                case WAITING -> waitMs += ms;
                case TALKING -> talkMs += ms;
                case HOLD -> holdMs += ms;
                case WRAP_UP -> wrapUpMs += ms;
            }
        }
        if (phase == Phase.WRAP_UP && next != Phase.NONE && wrapUpBy != null) {
            wrapUpsBeside.put(wrapUpBy, at);
        }
        phase = next;
        phaseSince = next == Phase.NONE ? null : at;
    }

    private static @Nullable UUID agentOf(Fact fact) {
        UUID named = fact.uuid("agentId");
        return named == null ? fact.agentId() : named;
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
