package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Outcome;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

class InboundCallTest {

    private final Centre centre = new Centre();
    private final InMemoryExchange exchange = centre.exchange;

    private LegId callerInQueue() {
        LegId caller = exchange.callIn("+79161234567", "1001");
        assertThat(exchange.hears(caller)).isEqualTo("prompt");
        exchange.playbackOver(caller);
        return caller;
    }

    @Test
    void goesFromGreetingThroughTheQueueToTheAgentAndIntoWrapUp() {
        LegId caller = callerInQueue();
        assertThat(exchange.hears(caller)).isEqualTo("music");
        centre.pass(7_000);
        centre.ready(2);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.RINGING);
        assertThat(centre.desk(2).call().waitedSeconds()).isEqualTo(7);
        assertThat(centre.desk(2).call().why()).isEqualTo("longest-waiting");
        var interaction = centre.callOf(2);
        LegId phone = exchange.legOf("phone2");
        assertThat(exchange.legs.get(phone).dial.headers())
                .containsEntry("X-Otvet-Interaction", interaction.toString());
        exchange.partyAnswers(phone);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        assertThat(exchange.hears(phone)).isEqualTo("+79161234567");
        assertThat(exchange.recordings).hasSize(1);
        centre.pass(60_000);
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(centre.desk(2).today().talkSeconds()).isEqualTo(60);
        assertThat(centre.order(new Order.SaveWrapUp(Centre.agent(2), interaction, Centre.SOLVED, "thanked")))
                .isEqualTo(Outcome.DONE);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.READY);
        assertThat(centre.factsOf(interaction))
                .containsExactly(
                        "interaction.started",
                        "interaction.answered",
                        "greeting.started",
                        "greeting.ended",
                        "queue.entered",
                        "offer.made",
                        "offer.ended",
                        "queue.left",
                        "agent.connected",
                        "recording.started",
                        "recording.ended",
                        "media.measured",
                        "agent.disconnected",
                        "wrapup.started",
                        "media.measured",
                        "interaction.ended",
                        "wrapup.ended");
        assertThat(centre.last("interaction.ended").data())
                .containsEntry("result", "answered")
                .containsEntry("endedBy", "customer");
        assertThat(centre.last("wrapup.ended").data())
                .containsEntry("dispositionId", Centre.SOLVED.toString())
                .containsEntry("how", "saved");
    }

    @Test
    void aCallerWhoGivesUpWhileItRingsIsAbandonedAndTheAgentKeepsTheirTurn() {
        centre.ready(1);
        centre.pass(50_000);
        centre.ready(2);
        LegId caller = callerInQueue();
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.RINGING);
        var interaction = centre.callOf(1);
        exchange.partyEnds(caller, HangUpCause.CANCELLED);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.READY);
        assertThat(centre.desk(1).missed())
                .singleElement()
                .satisfies(m -> assertThat(m.kind()).isEqualTo("caller-gave-up"));
        assertThat(centre.last("interaction.ended").data()).containsEntry("result", "abandoned");
        assertThat(centre.factsOf(interaction)).containsSubsequence("queue.left", "offer.ended", "interaction.ended");
        callerInQueue();
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.RINGING);
    }

    @Test
    void aCallNotTakenGoesBackToTheHeadAndThreeMissesTakeTheAgentOut() {
        centre.ready(1);
        LegId first = callerInQueue();
        callerInQueue();
        var interaction = centre.callOf(1);
        for (int n = 1; n <= 3; n++) {
            assertThat(centre.callOf(1)).isEqualTo(interaction);
            exchange.partyEnds(exchange.legOf("phone1"), HangUpCause.NO_ANSWER);
        }
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.MISSED);
        assertThat(centre.desk(1).missed()).hasSize(1);
        centre.ready(2);
        assertThat(centre.callOf(2)).isEqualTo(interaction);
        exchange.partyAnswers(exchange.legOf("phone2"));
        assertThat(exchange.hears(first)).isEqualTo("phone2");
        centre.ready(1);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.RINGING);
    }

    @Test
    void anUnreachableTelephoneTakesItsAgentOutAndSaysWhy() {
        centre.ready(1);
        centre.ready(2);
        exchange.unreachable.add("phone1");
        callerInQueue();
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.MISSED);
        assertThat(centre.desk(1).phone().problem()).isEqualTo("unreachable");
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.RINGING);
    }

    @Test
    void decliningGivesTheAgentAShortRest() {
        centre.ready(1);
        callerInQueue();
        var interaction = centre.callOf(1);
        assertThat(centre.order(new Order.OnCall(Centre.agent(1), interaction, Order.Action.DECLINE)))
                .isEqualTo(Outcome.DONE);
        assertThat(exchange.legOf("phone1")).isNull();
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.READY);
        centre.pass(5_000);
        assertThat(centre.callOf(1)).isEqualTo(interaction);
    }

    @Test
    void aCallerIsAnsweredOnlyWithTheAgentWhereTheQueueSaysSo() {
        LegId caller = exchange.callIn("+7900", "1002");
        assertThat(exchange.legs.get(caller).state).isEqualTo("ringing");
        centre.ready(3);
        exchange.partyAnswers(exchange.legOf("phone3"));
        assertThat(exchange.hears(caller)).isEqualTo("phone3");
        assertThat(exchange.recordings).isEmpty();
        exchange.partyEnds(exchange.legOf("phone3"), HangUpCause.NORMAL);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.last("interaction.ended").data()).containsEntry("endedBy", "agent");
        assertThat(centre.desk(3).state()).isEqualTo(AgentState.READY);
    }

    @Test
    void waitsNoLongerThanTheQueueAllows() {
        LegId caller = callerInQueue();
        centre.pass(120_000);
        assertThat(exchange.legs).doesNotContainKey(caller);
        assertThat(centre.last("queue.left").data()).containsEntry("reason", "max-wait");
        assertThat(centre.last("interaction.ended").data())
                .containsEntry("result", "missed")
                .containsEntry("cause", "POLICY");
    }

    @Test
    void anUnknownNumberIsTurnedAwayAndWritten() {
        exchange.callIn("+7900", "4711");
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.last("interaction.ended").data())
                .containsEntry("cause", "NOT_FOUND")
                .containsEntry("result", "failed");
        assertThat(centre.floor.callsUp()).isZero();
    }

    @Test
    void aStateAskedForInACallComesTrueAfterWrapUp() {
        centre.ready(1);
        LegId caller = callerInQueue();
        exchange.partyAnswers(exchange.legOf("phone1"));
        centre.order(new Order.ChangeState(Centre.agent(1), AgentState.PAUSE, Centre.LUNCH, null));
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.TALKING);
        assertThat(centre.desk(1).nextState()).isEqualTo(AgentState.PAUSE);
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        centre.order(new Order.ExtendWrapUp(Centre.agent(1)));
        centre.pass(89_000);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
        centre.pass(1_000);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.PAUSE);
        assertThat(centre.desk(1).pauseReason().name()).isEqualTo("Lunch");
        callerInQueue();
        assertThat(centre.desk(1).call()).isNull();
    }

    @Test
    void callersOfAQueueThatIsRemovedAreSentAway() {
        LegId caller = exchange.callIn("+7900", "1002");
        centre.ready(1);
        centre.replan(Centre.plan(false));
        assertThat(exchange.legs).doesNotContainKey(caller).isEmpty();
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.READY);
        assertThat(centre.last("queue.left").data()).containsEntry("reason", "closed");
    }
}
