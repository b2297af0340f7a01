package org.otvet.server.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.otvet.server.ledger.Fact;

/** A call that goes from one agent to another. */
class HandedOnCallTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final UUID CALL = new UUID(1, 1);
    private static final UUID ANNA = new UUID(2, 1);
    private static final UUID BORIS = new UUID(2, 2);

    private final List<Fact> facts = new ArrayList<>();

    private void at(int second, UUID agent, String type, Map<String, Object> data) {
        facts.add(Fact.of(CALL, agent, null, START.plusSeconds(second), type, data));
    }

    private static Map<String, Object> of(UUID agent) {
        return Map.of("agentId", agent.toString());
    }

    private void annaTalks() {
        at(0, null, "interaction.started", Map.of("direction", "in", "number", "+7900"));
        at(0, ANNA, "agent.connected", of(ANNA));
    }

    private void borisEnds(int second) {
        at(second, BORIS, "agent.disconnected", of(BORIS));
        at(second, BORIS, "wrapup.started", of(BORIS));
        at(second, BORIS, "interaction.ended", Map.of("endedBy", "customer", "cause", "NORMAL", "result", "answered"));
        at(second + 4, BORIS, "wrapup.ended", Map.of("agentId", BORIS.toString(), "how", "saved"));
    }

    private List<org.assertj.core.groups.Tuple> stretches() {
        return Ribbon.of(facts).stream()
                .map(s -> tuple(
                        s.kind(),
                        s.from().getEpochSecond() - START.getEpochSecond(),
                        s.to().getEpochSecond() - START.getEpochSecond(),
                        s.agentId()))
                .toList();
    }

    @Test
    void bothAgentsAndBothWrapUpsCount() {
        annaTalks();
        at(10, ANNA, "transfer.started", Map.of("kind", "agent", "toAgentId", BORIS.toString()));
        at(10, ANNA, "agent.disconnected", of(ANNA));
        at(10, ANNA, "wrapup.started", of(ANNA));
        at(12, BORIS, "transfer.ended", Map.of("outcome", "answered"));
        at(12, BORIS, "agent.connected", of(BORIS));
        at(17, ANNA, "wrapup.ended", Map.of("agentId", ANNA.toString(), "how", "saved"));
        borisEnds(30);

        CallFold fold = CallFold.of(CALL, facts);
        CallRow row = fold.row();
        assertThat(row.agentId()).isEqualTo(BORIS);
        assertThat(row.earlierAgents()).containsExactly(ANNA);
        assertThat(row.talkMs()).isEqualTo(28_000);
        assertThat(row.wrapUpMs()).isEqualTo(11_000);
        assertThat(fold.over()).isTrue();
        assertThat(stretches())
                .containsExactlyInAnyOrder(
                        tuple("talking", 0L, 10L, ANNA),
                        tuple("transferring", 10L, 12L, BORIS),
                        tuple("wrap-up", 10L, 17L, ANNA),
                        tuple("talking", 12L, 30L, BORIS),
                        tuple("wrap-up", 30L, 34L, BORIS));
    }

    @Test
    void aConsultTakesThePlaceOfTheHoldItFills() {
        annaTalks();
        at(10, ANNA, "hold.started", Map.of());
        at(10, ANNA, "consult.started", Map.of("toAgentId", BORIS.toString()));
        at(20, ANNA, "hold.ended", Map.of());
        at(20, ANNA, "consult.swapped", Map.of("to", "customer"));
        at(25, ANNA, "hold.started", Map.of());
        at(25, ANNA, "consult.swapped", Map.of("to", "consulted"));
        at(30, ANNA, "consult.ended", Map.of("outcome", "completed"));
        at(30, ANNA, "hold.ended", Map.of());
        at(30, ANNA, "agent.disconnected", of(ANNA));
        at(30, BORIS, "agent.connected", of(BORIS));
        borisEnds(40);

        CallRow row = CallFold.of(CALL, facts).row();
        assertThat(row.holdMs()).isEqualTo(15_000);
        assertThat(row.talkMs()).isEqualTo(25_000);
        assertThat(stretches())
                .contains(
                        tuple("talking", 0L, 10L, ANNA),
                        tuple("consult", 10L, 20L, BORIS),
                        tuple("talking", 20L, 25L, ANNA),
                        tuple("consult", 25L, 30L, BORIS),
                        tuple("talking", 30L, 40L, BORIS))
                .noneMatch(stretch -> stretch.toList().contains("hold"));
    }

    @Test
    void aCustomerWithSomebodyOutsideIsShown() {
        annaTalks();
        at(10, ANNA, "agent.disconnected", of(ANNA));
        at(12, null, "party.connected", Map.of("number", "112"));
        at(20, null, "party.disconnected", Map.of());
        at(20, null, "interaction.ended", Map.of("endedBy", "party", "result", "answered"));
        assertThat(stretches()).contains(tuple("forwarded", 12L, 20L, null));
        assertThat(CallFold.of(CALL, facts).row().talkMs()).isEqualTo(10_000);
    }
}
