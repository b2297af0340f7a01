package org.otvet.server.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.otvet.server.ledger.Fact;

/** Facts of one call as a floor would record them, from a random source; with what must come out of them. */
final class CallScript {

    private static final List<String> MISSED = List.of("not-answered", "unreachable", "declined");

    final UUID interaction = UUID.randomUUID();
    final UUID project = UUID.randomUUID();
    final UUID queue = UUID.randomUUID();
    final List<Fact> facts = new ArrayList<>();
    String result = CallRow.IN_PROGRESS;
    long waitMs;
    long talkMs;
    long holdMs;
    long wrapUpMs;
    int missed;

    private final Random random;
    private Instant now;

    private CallScript(Random random, Instant start) {
        this.random = random;
        this.now = start;
    }

    static CallScript play(Random random, Instant start) {
        var script = new CallScript(random, start);
        script.play();
        return script;
    }

    private void play() {
        fact(
                null,
                "interaction.started",
                Map.of("direction", "in", "number", "+7912" + (1000000 + random.nextInt(9000000)), "dialled", "1000"));
        if (random.nextInt(20) == 0) {
            return;
        }
        pass();
        fact(null, "interaction.answered", Map.of());
        fact(null, "queue.entered", Map.of("queueId", queue.toString()));
        int offers = random.nextInt(4);
        UUID agent = UUID.randomUUID();
        for (int i = 0; i < offers; i++) {
            waitMs += pass();
            UUID tried = random.nextBoolean() ? agent : UUID.randomUUID();
            fact(tried, "offer.made", Map.of("agentId", tried.toString()));
            waitMs += pass();
            String outcome = MISSED.get(random.nextInt(MISSED.size()));
            fact(tried, "offer.ended", Map.of("agentId", tried.toString(), "outcome", outcome));
            missed += outcome.equals("declined") ? 0 : 1;
        }
        waitMs += pass();
        if (random.nextInt(4) == 0) {
            end("abandoned", "queue.left", Map.of("queueId", queue.toString(), "reason", "abandoned"));
            return;
        }
        fact(null, "queue.left", Map.of("queueId", queue.toString(), "reason", "connected"));
        talk(agent);
    }

    private void talk(UUID agent) {
        fact(agent, "agent.connected", Map.of("agentId", agent.toString()));
        int holds = random.nextInt(3);
        for (int i = 0; i < holds; i++) {
            talkMs += pass();
            fact(agent, "hold.started", Map.of("by", "agent"));
            holdMs += pass();
            fact(agent, "hold.ended", Map.of());
        }
        talkMs += pass();
        if (random.nextInt(10) == 0) {
            // the process was killed: nobody said goodbye
            fact(null, "interaction.interrupted", Map.of());
            result = CallRow.INTERRUPTED;
            return;
        }
        end("answered", "agent.disconnected", Map.of("agentId", agent.toString()));
        fact(agent, "wrapup.started", Map.of("agentId", agent.toString()));
        wrapUpMs += pass();
        fact(agent, "wrapup.ended", Map.of("agentId", agent.toString(), "how", "saved", "notes", "ok"));
    }

    private void end(String with, String before, Map<String, Object> data) {
        fact(null, before, data);
        var end = new HashMap<String, Object>(Map.of("endedBy", "customer", "cause", "NORMAL", "result", with));
        end.put("protocolStatus", random.nextBoolean() ? 200 : 487);
        fact(null, "interaction.ended", end);
        result = with;
    }

    private long pass() {
        long ms = random.nextInt(5) == 0 ? 0 : random.nextInt(100_000);
        now = now.plusMillis(ms);
        return ms;
    }

    private void fact(UUID agent, String type, Map<String, Object> data) {
        facts.add(Fact.of(interaction, agent, project, now, type, data));
    }
}
