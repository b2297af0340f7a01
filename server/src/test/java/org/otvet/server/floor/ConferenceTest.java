package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Outcome;
import org.otvet.server.floor.live.SupervisionMode;
import org.otvet.server.floor.live.Target;
import org.otvet.server.floor.live.Views;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

class ConferenceTest {

    private final Centre centre = new Centre();
    private final InMemoryExchange exchange = centre.exchange;
    private LegId caller;
    private LegId phone;
    private LegId expert;
    private UUID interaction;

    @BeforeEach
    void three() {
        centre.ready(1);
        caller = exchange.callIn("+7900", "1001");
        exchange.playbackOver(caller);
        phone = exchange.legOf("phone1");
        exchange.partyAnswers(phone);
        interaction = centre.callOf(1);
        centre.ready(2);
        expert = joins(new Target.ToAgent(Centre.agent(2)), "phone2");
    }

    private LegId joins(Target target, String who) {
        assertThat(centre.order(new Order.Consult(Centre.agent(1), interaction, target)))
                .isEqualTo(Outcome.DONE);
        LegId leg = exchange.legOf(who);
        assertThat(act(1, Order.Action.CONFERENCE)).isEqualTo(Outcome.conflict("not-answered"));
        exchange.partyAnswers(leg);
        assertThat(act(1, Order.Action.CONFERENCE)).isEqualTo(Outcome.DONE);
        return leg;
    }

    private Outcome act(int agent, Order.Action action) {
        return centre.order(new Order.OnCall(Centre.agent(agent), interaction, action));
    }

    private List<Views.Party> parties(int agent) {
        return centre.desk(agent).call().conference().parties();
    }

    private void nobodyIsLeft() {
        centre.pass(60_000);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.floor.legsUp()).isZero();
        assertThat(centre.floor.callsUp()).isZero();
    }

    @Test
    void everybodyHearsTheOthers() {
        assertThat(exchange.hears(caller)).isEqualTo("phone1+phone2");
        assertThat(exchange.hears(phone)).isEqualTo("+7900+phone2");
        assertThat(exchange.hears(expert)).isEqualTo("+7900+phone1");
        assertThat(centre.desk(1).call().consult()).isNull();
        assertThat(centre.desk(1).call().conference().role()).isEqualTo("leader");
        assertThat(centre.desk(2).call().conference().role()).isEqualTo("member");
        assertThat(centre.desk(2).call().state()).isEqualTo("talking");
        assertThat(parties(1)).extracting(Views.Party::kind).containsExactly("customer", "agent", "agent");
        assertThat(parties(2)).extracting(Views.Party::me).containsExactly(false, false, true);
        assertThat(act(2, Order.Action.HOLD)).isEqualTo(Outcome.conflict("not-your-call"));
        assertThat(centre.order(new Order.Transfer(Centre.agent(1), interaction, new Target.ToQueue(Centre.SALES))))
                .isEqualTo(Outcome.conflict("conference"));
        assertThat(centre.factsOf(interaction))
                .containsSubsequence("consult.answered", "consult.ended", "conference.joined", "hold.ended");
    }

    @Test
    void theAgentLeavesAndTheOthersStay() {
        exchange.partyEnds(phone, HangUpCause.NORMAL);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        assertThat(exchange.hears(expert)).isEqualTo("+7900");
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.TALKING);
        assertThat(centre.desk(2).call().conference()).isNull();
        act(2, Order.Action.HOLD);
        act(2, Order.Action.RESUME);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        exchange.partyEnds(expert, HangUpCause.NORMAL);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.WRAP_UP);
        nobodyIsLeft();
    }

    @Test
    void furtherPartiesJoinAndGo() {
        LegId outside = joins(new Target.ToNumber("112233"), "112233");
        assertThat(exchange.hears(caller)).isEqualTo("112233+phone1+phone2");
        assertThat(exchange.hears(outside)).isEqualTo("+7900+phone1+phone2");
        centre.ready(3);
        LegId fifth = joins(new Target.ToAgent(Centre.agent(3)), "phone3");
        assertThat(exchange.hears(fifth)).isEqualTo("+7900+112233+phone1+phone2");
        act(3, Order.Action.HANG_UP);
        assertThat(centre.desk(3).state()).isEqualTo(AgentState.READY);
        act(1, Order.Action.HANG_UP);
        assertThat(exchange.hears(caller)).isEqualTo("112233+phone2");
        assertThat(parties(2)).extracting(Views.Party::number).containsExactly("+7900", null, "112233");
        act(2, Order.Action.HANG_UP);
        assertThat(exchange.hears(caller)).isEqualTo("112233");
        assertThat(exchange.hears(outside)).isEqualTo("+7900");
        exchange.partyEnds(outside, HangUpCause.NORMAL);
        nobodyIsLeft();
    }

    @Test
    void twoOutsideGoOnWithTheCustomer() {
        LegId one = joins(new Target.ToNumber("112233"), "112233");
        LegId other = joins(new Target.ToNumber("445566"), "445566");
        act(2, Order.Action.HANG_UP);
        act(1, Order.Action.HANG_UP);
        assertThat(exchange.hears(caller)).isEqualTo("112233+445566");
        exchange.partyEnds(one, HangUpCause.NORMAL);
        assertThat(exchange.hears(caller)).isEqualTo("445566");
        assertThat(exchange.hears(other)).isEqualTo("+7900");
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        nobodyIsLeft();
    }

    @Test
    void whileTheAgentAsksAnotherTheRestTalk() {
        centre.ready(3);
        centre.order(new Order.Consult(Centre.agent(1), interaction, new Target.ToAgent(Centre.agent(3))));
        LegId third = exchange.legOf("phone3");
        exchange.partyAnswers(third);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        assertThat(exchange.hears(expert)).isEqualTo("+7900");
        assertThat(exchange.hears(phone)).isEqualTo("phone3");
        assertThat(exchange.hears(third)).isEqualTo("phone1");
        act(1, Order.Action.CANCEL_CONSULT);
        assertThat(exchange.hears(caller)).isEqualTo("phone1+phone2");
        act(1, Order.Action.HOLD);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        assertThat(exchange.hears(phone)).isEqualTo("nothing");
        exchange.partyEnds(expert, HangUpCause.NORMAL);
        assertThat(exchange.hears(caller)).as("nobody is left with them").isEqualTo("music");
        act(1, Order.Action.RESUME);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
    }

    @Test
    void theAgentMutesAndRemoves() {
        UUID colleague = expert.value();
        centre.order(new Order.MuteParty(Centre.agent(1), interaction, colleague, true));
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(parties(1).getLast().muted()).isTrue();
        assertThat(centre.desk(2).call().muted()).isTrue();
        centre.order(new Order.MuteParty(Centre.agent(1), interaction, caller.value(), true));
        assertThat(exchange.hears(phone)).isEqualTo("nothing");
        assertThat(centre.order(new Order.MuteParty(Centre.agent(2), interaction, colleague, false)))
                .isEqualTo(Outcome.unknown());
        assertThat(centre.order(new Order.RemoveParty(Centre.agent(1), interaction, caller.value())))
                .isEqualTo(Outcome.conflict("customer"));
        assertThat(centre.order(new Order.RemoveParty(Centre.agent(1), interaction, colleague)))
                .isEqualTo(Outcome.DONE);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(exchange.hears(phone)).as("the customer is heard again").isEqualTo("+7900");
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.READY);
        assertThat(centre.last("conference.left").data()).containsEntry("outcome", "removed");
    }

    @Test
    void theCustomerEndsItForAll() {
        joins(new Target.ToNumber("112233"), "112233");
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.READY);
        nobodyIsLeft();
    }

    @Test
    void aSupervisorHearsThemAllAndTakesTheAgentsPlace() {
        centre.order(new Order.Supervise(Centre.agent(3), interaction, SupervisionMode.BARGE_IN));
        LegId ear = exchange.legOf("phone3");
        exchange.partyAnswers(ear);
        assertThat(exchange.hears(ear)).isEqualTo("+7900+phone1+phone2");
        assertThat(exchange.hears(expert)).isEqualTo("+7900+phone1+phone3");
        centre.order(new Order.TakeOver(Centre.agent(3), interaction));
        assertThat(exchange.hears(caller)).isEqualTo("phone2+phone3");
        assertThat(centre.desk(3).call().conference().role()).isEqualTo("leader");
    }

    @Test
    void notMoreThanEightAreInIt() {
        for (int i = 0; i < 5; i++) {
            joins(new Target.ToNumber("11223" + i), "11223" + i);
        }
        assertThat(exchange.legs).hasSize(8);
        assertThat(centre.order(new Order.Consult(Centre.agent(1), interaction, new Target.ToNumber("999"))))
                .isEqualTo(Outcome.conflict("full"));
        assertThat(centre.order(new Order.Supervise(Centre.agent(3), interaction, SupervisionMode.LISTEN)))
                .isEqualTo(Outcome.conflict("full"));
    }

    @Test
    void theAgentsLostTelephoneLeavesTheOthersTalking() {
        exchange.networkLoses(phone);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        act(1, Order.Action.ATTACH);
        phone = exchange.legOf("phone1");
        exchange.partyAnswers(phone);
        assertThat(exchange.hears(caller)).isEqualTo("phone1+phone2");
        exchange.networkLoses(phone);
        centre.pass(31_000);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
    }
}
