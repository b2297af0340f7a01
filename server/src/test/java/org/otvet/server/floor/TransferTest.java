package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Outcome;
import org.otvet.server.floor.live.Target;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

class TransferTest {

    private final Centre centre = new Centre();
    private final InMemoryExchange exchange = centre.exchange;
    private LegId caller;
    private LegId phone;
    private UUID interaction;

    @BeforeEach
    void talking() {
        centre.ready(1);
        caller = exchange.callIn("+7900", "1001");
        exchange.playbackOver(caller);
        phone = exchange.legOf("phone1");
        exchange.partyAnswers(phone);
        interaction = centre.callOf(1);
    }

    private Outcome transfer(Target target) {
        return centre.order(new Order.Transfer(Centre.agent(1), interaction, target));
    }

    private static Target agent(int n) {
        return new Target.ToAgent(Centre.agent(n));
    }

    @Test
    void anotherAgentIsRungAndHasTheCustomer() {
        centre.ready(2);
        assertThat(transfer(agent(2))).isEqualTo(Outcome.DONE);
        assertThat(exchange.hears(caller)).isEqualTo("music");
        assertThat(exchange.legs).doesNotContainKey(phone);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(centre.desk(2).call().state()).isEqualTo("ringing");
        assertThat(exchange.recordings).isEmpty();

        LegId second = exchange.legOf("phone2");
        exchange.partyAnswers(second);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        assertThat(exchange.hears(second)).isEqualTo("+7900");
        assertThat(exchange.recordings.values())
                .singleElement()
                .satisfies(order -> assertThat(order.right()).isEqualTo(second));
        assertThat(centre.callOf(2)).isEqualTo(interaction);

        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.factsOf(interaction))
                .containsSubsequence(
                        "agent.connected",
                        "transfer.started",
                        "agent.disconnected",
                        "wrapup.started",
                        "offer.made",
                        "offer.ended",
                        "transfer.ended",
                        "agent.connected",
                        "recording.started",
                        "agent.disconnected",
                        "wrapup.started",
                        "interaction.ended");
    }

    @Test
    void aCallNobodyTakesRingsTheAgentWhoHandedItOn() {
        centre.ready(2);
        transfer(agent(2));
        centre.pass(15_000);
        exchange.partyEnds(exchange.legOf("phone2"), HangUpCause.NO_ANSWER);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.READY);
        assertThat(centre.desk(2).missed()).hasSize(1);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.RINGING);
        exchange.partyAnswers(exchange.legOf("phone1"));
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.TALKING);
    }

    @Test
    void aCallNobodyTakesGoesToTheHeadOfItsQueueWhenThatAgentIsGone() {
        centre.ready(2);
        centre.pass(1_000);
        LegId later = exchange.callIn("+7901", "1001");
        exchange.playbackOver(later);
        exchange.partyEnds(exchange.legOf("phone2"), HangUpCause.DECLINED);
        // agent 2 rests after declining, and is ready again for what is handed to them
        transfer(agent(2));
        centre.order(new Order.ChangeState(Centre.agent(1), AgentState.PAUSE, Centre.LUNCH, null));
        exchange.partyEnds(exchange.legOf("phone2"), HangUpCause.DECLINED);
        assertThat(centre.floor.floor(centre.now).waiting())
                .extracting(w -> w.interactionId())
                .startsWith(interaction)
                .hasSize(2);
        centre.pass(5_000);
        assertThat(centre.desk(2).call().interactionId()).isEqualTo(interaction);
        assertThat(centre.desk(2).call().waitedSeconds()).isEqualTo(5);
    }

    @Test
    void theAgentWhoHandedItOnDoesNotTakeItBackEither() {
        centre.ready(2);
        transfer(agent(2));
        exchange.partyEnds(exchange.legOf("phone2"), HangUpCause.BUSY);
        centre.order(new Order.OnCall(Centre.agent(1), interaction, Order.Action.DECLINE));
        assertThat(centre.floor.floor(centre.now).waiting()).hasSize(1);
        centre.pass(5_000);
        assertThat(exchange.legs).hasSize(2);
        assertThat(centre.last("queue.entered").interactionId()).isEqualTo(interaction);
    }

    @Test
    void theCustomerWaitsInAnotherQueueAndIsAnsweredThere() {
        assertThat(transfer(new Target.ToQueue(Centre.SALES))).isEqualTo(Outcome.DONE);
        assertThat(exchange.hears(caller)).isEqualTo("music");
        assertThat(centre.floor.floor(centre.now).waiting())
                .singleElement()
                .satisfies(w -> assertThat(w.queueId()).isEqualTo(Centre.SALES));
        centre.pass(7_000);
        centre.ready(3);
        exchange.partyAnswers(exchange.legOf("phone3"));
        assertThat(exchange.hears(caller)).isEqualTo("phone3");
        assertThat(centre.desk(3).call().waitedSeconds()).isEqualTo(7);
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(centre.last("interaction.ended").data()).containsEntry("result", "answered");
    }

    @Test
    void aNumberOutsideHasTheCustomer() {
        assertThat(transfer(new Target.ToNumber("+7 495 111-22-33"))).isEqualTo(Outcome.DONE);
        LegId outside = exchange.legOf("+74951112233");
        assertThat(exchange.legs.get(outside).dial.callerNumber()).isEqualTo("+74950000000");
        assertThat(exchange.hears(caller)).isEqualTo("music");
        exchange.partyAnswers(outside);
        assertThat(exchange.hears(caller)).isEqualTo("+74951112233");
        assertThat(exchange.hears(outside)).isEqualTo("+7900");
        exchange.partyEnds(outside, HangUpCause.NORMAL);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.last("interaction.ended").data())
                .containsEntry("endedBy", "party")
                .containsEntry("result", "answered");
    }

    @Test
    void aBusyNumberGivesTheCallBack() {
        transfer(new Target.ToNumber("1122"));
        exchange.partyEnds(exchange.legOf("1122"), HangUpCause.BUSY);
        exchange.partyAnswers(exchange.legOf("phone1"));
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
    }

    @Test
    void aCustomerWhoHangsUpStopsTheRinging() {
        centre.ready(2);
        transfer(agent(2));
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.READY);
        assertThat(centre.last("transfer.ended").data()).containsEntry("outcome", "caller-gave-up");
        transferLeavesNobody();
    }

    private void transferLeavesNobody() {
        centre.pass(40_000);
        assertThat(centre.floor.legsUp()).isZero();
        assertThat(centre.floor.callsUp()).isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(transfer(agent(2))).isEqualTo(Outcome.conflict("target-busy"));
        assertThat(transfer(agent(1))).isEqualTo(Outcome.unknown());
        assertThat(transfer(new Target.ToQueue(new UUID(0, 0)))).isEqualTo(Outcome.unknown());
        assertThat(transfer(new Target.ToNumber("sip:x@evil"))).isEqualTo(Outcome.invalid("number"));
        centre.ready(2);
        exchange.phone("phone2", false);
        assertThat(transfer(agent(2))).isEqualTo(Outcome.conflict("target-not-reachable"));
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
    }

    @Test
    void showsWhoIsThere() {
        centre.ready(2);
        var targets = centre.floor.targets(Centre.agent(1), centre.now);
        assertThat(targets.queues()).extracting(q -> q.name()).containsExactly("Sales", "Support");
        assertThat(targets.agents())
                .singleElement()
                .satisfies(a -> assertThat(a.free()).isTrue());
    }
}
