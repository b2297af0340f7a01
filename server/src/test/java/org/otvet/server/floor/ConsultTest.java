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

class ConsultTest {

    private final Centre centre = new Centre();
    private final InMemoryExchange exchange = centre.exchange;
    private LegId caller;
    private LegId phone;
    private LegId expert;
    private UUID interaction;

    @BeforeEach
    void asked() {
        centre.ready(1);
        caller = exchange.callIn("+7900", "1001");
        exchange.playbackOver(caller);
        phone = exchange.legOf("phone1");
        exchange.partyAnswers(phone);
        interaction = centre.callOf(1);
        centre.ready(2);
        assertThat(consult(new Target.ToAgent(Centre.agent(2)))).isEqualTo(Outcome.DONE);
        expert = exchange.legOf("phone2");
    }

    private Outcome consult(Target target) {
        return centre.order(new Order.Consult(Centre.agent(1), interaction, target));
    }

    private Outcome act(int agent, Order.Action action) {
        return centre.order(new Order.OnCall(Centre.agent(agent), interaction, action));
    }

    private void nobodyIsLeft() {
        centre.pass(60_000);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.floor.legsUp()).isZero();
        assertThat(centre.floor.callsUp()).isZero();
    }

    private void customerIsBack() {
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(exchange.hears(phone)).isEqualTo("+7900");
        assertThat(centre.desk(1).call().consult()).isNull();
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.TALKING);
        assertThat(centre.desk(2).call()).isNull();
    }

    @Test
    void theCustomerHearsMusicWhileTheTwoTalk() {
        assertThat(exchange.hears(caller)).isEqualTo("music");
        assertThat(centre.desk(2).call().state()).isEqualTo("ringing");
        assertThat(act(1, Order.Action.COMPLETE)).isEqualTo(Outcome.conflict("not-answered"));
        exchange.partyRings(expert);
        assertThat(exchange.hears(phone)).isEqualTo("music");
        exchange.partyAnswers(expert);
        assertThat(exchange.hears(phone)).isEqualTo("phone2");
        assertThat(exchange.hears(expert)).isEqualTo("phone1");
        assertThat(exchange.hears(caller)).isEqualTo("music");
        assertThat(centre.desk(1).call().consult().state()).isEqualTo("talking");
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.TALKING);
        assertThat(act(2, Order.Action.HOLD)).isEqualTo(Outcome.conflict("not-your-call"));
        assertThat(act(1, Order.Action.RESUME)).isEqualTo(Outcome.conflict("consulting"));
        centre.order(new Order.Digits(Centre.agent(1), interaction, "5"));
        assertThat(exchange.legs.get(expert).digits).isEqualTo("5");
    }

    @Test
    void swapsBetweenTheTwo() {
        exchange.partyAnswers(expert);
        act(1, Order.Action.SWAP);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(exchange.hears(expert)).isEqualTo("music");
        assertThat(centre.desk(1).call().consult().state()).isEqualTo("waiting");
        act(1, Order.Action.SWAP);
        assertThat(exchange.hears(caller)).isEqualTo("music");
        assertThat(exchange.hears(expert)).isEqualTo("phone1");
    }

    @Test
    void completesAndTheInteractionIsTheOtherAgents() {
        exchange.partyAnswers(expert);
        assertThat(act(1, Order.Action.COMPLETE)).isEqualTo(Outcome.DONE);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        assertThat(exchange.hears(expert)).isEqualTo("+7900");
        assertThat(exchange.legs).doesNotContainKey(phone);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.TALKING);
        assertThat(exchange.recordings.values())
                .singleElement()
                .satisfies(order -> assertThat(order.right()).isEqualTo(expert));
        act(2, Order.Action.HOLD);
        act(2, Order.Action.RESUME);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        exchange.partyEnds(expert, HangUpCause.NORMAL);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(centre.last("interaction.ended").agentId()).isEqualTo(Centre.agent(2));
        nobodyIsLeft();
    }

    @Test
    void anAgentWhoHangsUpHandsTheCustomerOver() {
        exchange.partyAnswers(expert);
        exchange.partyEnds(phone, HangUpCause.NORMAL);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        assertThat(centre.last("consult.ended").data()).containsEntry("outcome", "completed");
    }

    @Test
    void anAgentWhoHangsUpBeforeTheAnswerEndsTheCall() {
        act(1, Order.Action.HANG_UP);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.READY);
        nobodyIsLeft();
    }

    @Test
    void cancelGivesTheCustomerBack() {
        exchange.partyAnswers(expert);
        act(1, Order.Action.CANCEL_CONSULT);
        customerIsBack();
        assertThat(exchange.legs).doesNotContainKey(expert);
        assertThat(act(1, Order.Action.CANCEL_CONSULT)).isEqualTo(Outcome.conflict("no-consult"));
    }

    @Test
    void whoIsAskedRefusesOrHangsUp() {
        act(2, Order.Action.DECLINE);
        customerIsBack();
        centre.pass(6_000);
        consult(new Target.ToAgent(Centre.agent(2)));
        LegId again = exchange.legOf("phone2");
        exchange.partyAnswers(again);
        exchange.partyEnds(again, HangUpCause.NORMAL);
        customerIsBack();
        assertThat(centre.last("consult.ended").data()).containsEntry("outcome", "hung-up");
    }

    @Test
    void whoIsAskedDoesNotAnswer() {
        centre.pass(30_000);
        customerIsBack();
        assertThat(exchange.legs).hasSize(2);
    }

    @Test
    void aCustomerWhoHangsUpEndsAll() {
        exchange.partyAnswers(expert);
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.READY);
        nobodyIsLeft();
    }

    @Test
    void aReloadedBrowserFindsTheCustomerAndTheOneAsked() {
        exchange.partyAnswers(expert);
        exchange.networkLoses(phone);
        assertThat(exchange.hears(caller)).isEqualTo("music");
        assertThat(exchange.hears(expert)).isEqualTo("music");
        act(1, Order.Action.ATTACH);
        phone = exchange.legOf("phone1");
        exchange.partyAnswers(phone);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(exchange.hears(expert)).isEqualTo("music");
        act(1, Order.Action.SWAP);
        assertThat(exchange.hears(expert)).isEqualTo("phone1");
        act(1, Order.Action.COMPLETE);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
    }

    @Test
    void anAgentWhoseTelephoneStaysAwayLeavesTheCustomerToTheOneAsked() {
        exchange.partyAnswers(expert);
        exchange.networkLoses(phone);
        centre.pass(30_000);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
    }

    @Test
    void aNumberOutsideIsAskedAndGetsTheCustomer() {
        act(1, Order.Action.CANCEL_CONSULT);
        assertThat(consult(new Target.ToNumber("112233"))).isEqualTo(Outcome.DONE);
        LegId outside = exchange.legOf("112233");
        exchange.partyAnswers(outside);
        assertThat(exchange.hears(outside)).isEqualTo("phone1");
        act(1, Order.Action.COMPLETE);
        assertThat(exchange.hears(caller)).isEqualTo("112233");
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        nobodyIsLeft();
    }

    @Test
    void onlyOneIsAskedAtATime() {
        centre.ready(3);
        assertThat(consult(new Target.ToAgent(Centre.agent(3)))).isEqualTo(Outcome.conflict("consulting"));
        assertThat(centre.order(new Order.Transfer(Centre.agent(1), interaction, new Target.ToAgent(Centre.agent(3)))))
                .isEqualTo(Outcome.conflict("consulting"));
        assertThat(consult(new Target.ToQueue(Centre.SALES))).isInstanceOf(Outcome.Refused.class);
    }
}
