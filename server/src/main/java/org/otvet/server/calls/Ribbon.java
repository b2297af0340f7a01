package org.otvet.server.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.ledger.Fact;

/** The stretches of a call one sees on its time line, from its facts in time order. Pure. */
final class Ribbon {

    /**
     * @param kind {@code greeting}, {@code waiting}, {@code ringing}, {@code talking}, {@code hold},
     *     {@code consult}, {@code transferring}, {@code forwarded} or {@code wrap-up}
     * @param to null while it goes on
     * @param detail a code: how an offer ended, why the queue was left, who put on hold, how wrap-up ended
     */
    record Stretch(
            String kind,
            Instant from,
            @Nullable Instant to,
            @Nullable UUID agentId,
            @Nullable String detail) {}

    private final List<Stretch> done = new ArrayList<>();
    private final Map<String, Stretch> open = new LinkedHashMap<>();
    private @Nullable UUID talkingTo;
    private @Nullable UUID asked;

    private Ribbon() {}

    static List<Stretch> of(List<Fact> facts) {
        var ribbon = new Ribbon();
        facts.forEach(ribbon::apply);
        ribbon.done.addAll(ribbon.open.values());
        ribbon.done.sort(Comparator.comparing(Stretch::from));
        return List.copyOf(ribbon.done);
    }

    private void apply(Fact fact) {
        Instant at = fact.at();
        UUID named = fact.uuid("agentId");
        UUID agent = named == null ? fact.agentId() : named;
        switch (fact.type()) {
            case "greeting.started" -> begin("greeting", at, null, null);
            case "greeting.ended" -> end("greeting", at, null);
            case "queue.entered" -> begin("waiting", at, null, null);
            case "queue.left" -> end("waiting", at, fact.text("reason"));
            case "offer.made" -> begin("ringing", at, agent, null);
            case "offer.ended" -> end("ringing", at, fact.text("outcome"));
            case "agent.connected" -> {
                talkingTo = agent;
                begin("talking", at, agent, null);
            }
            case "hold.started" -> {
                end("talking", at, null);
                begin("hold", at, talkingTo, fact.text("by"));
            }
            case "hold.ended" -> {
                end("hold", at, null);
                end("consult", at, null);
                begin("talking", at, talkingTo, null);
            }
            case "agent.disconnected" -> {
                end("talking", at, null);
                end("hold", at, null);
                end("consult", at, null);
            }
            case "consult.started" -> consult(at, fact.uuid("toAgentId"));
            case "consult.swapped" -> {
                if ("consulted".equals(fact.text("to"))) {
                    consult(at, asked);
                }
            }
            case "consult.ended" -> end("consult", at, fact.text("outcome"));
            case "transfer.started" -> begin("transferring", at, fact.uuid("toAgentId"), null);
            case "transfer.ended" -> end("transferring", at, fact.text("outcome"));
            case "party.connected" -> begin("forwarded", at, null, null);
            case "party.disconnected" -> end("forwarded", at, null);
            case "interaction.ended" -> endCall(at, fact.text("cause"));
            case "interaction.interrupted" -> endCall(at, "interrupted");
            case "wrapup.started" -> begin("wrap-up", String.valueOf(agent), at, agent);
            case "wrapup.ended" -> finish(String.valueOf(agent), at, fact.text("how"));
            default -> {}
        }
    }

    private void begin(String kind, Instant at, @Nullable UUID agent, @Nullable String detail) {
        end(kind, at, null);
        open.put(kind, new Stretch(kind, at, null, agent, detail));
    }

    /** One of several that may go on at once. */
    private void begin(String kind, String key, Instant at, @Nullable UUID agent) {
        finish(key, at, null);
        open.put(key, new Stretch(kind, at, null, agent, null));
    }

    /** The customer's time on hold is shown as the talk that fills it. */
    private void consult(Instant at, @Nullable UUID with) {
        asked = with;
        Stretch hold = open.get("hold");
        if (hold != null && hold.from.equals(at)) {
            open.remove("hold");
        }
        end("hold", at, null);
        begin("consult", at, with, null);
    }

    private void end(String kind, Instant at, @Nullable String detail) {
        finish(kind, at, detail);
    }

    private void finish(String key, Instant at, @Nullable String detail) {
        Stretch stretch = open.remove(key);
        if (stretch != null) {
            done.add(new Stretch(
                    stretch.kind, stretch.from, at, stretch.agentId, detail == null ? stretch.detail : detail));
        }
    }

    private void endCall(Instant at, @Nullable String detail) {
        for (Map.Entry<String, Stretch> each : List.copyOf(open.entrySet())) {
            if (!each.getValue().kind.equals("wrap-up")) {
                finish(each.getKey(), at, detail);
            }
        }
    }
}
