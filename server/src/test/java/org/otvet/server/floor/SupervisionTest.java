package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Outcome;
import org.otvet.server.floor.live.SupervisionMode;
import org.otvet.server.floor.live.Target;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

/** Agent 1 talks; agent 3 is their supervisor. Agents are told of whispering only. */
class SupervisionTest {

    private final Centre centre = new Centre();
    private final InMemoryExchange exchange = centre.exchange;
    private LegId caller;
    private LegId phone;
    private LegId ear;
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

    private Outcome supervise(SupervisionMode mode) {
        return centre.order(new Order.Supervise(Centre.agent(3), interaction, mode));
    }

    private Outcome takeOver() {
        return centre.order(new Order.TakeOver(Centre.agent(3), interaction));
    }

    private Outcome act(int agent, Order.Action action) {
        return centre.order(new Order.OnCall(Centre.agent(agent), interaction, action));
    }

    private void listening() {
        assertThat(supervise(SupervisionMode.LISTEN)).isEqualTo(Outcome.DONE);
        ear = exchange.legOf("phone3");
        exchange.partyAnswers(ear);
    }

    private void hear(String customer, String agent, String supervisor) {
        assertThat(exchange.hears(caller)).as("the customer hears").isEqualTo(customer);
        assertThat(exchange.hears(phone)).as("the agent hears").isEqualTo(agent);
        assertThat(exchange.hears(ear)).as("the supervisor hears").isEqualTo(supervisor);
    }

    @Test
    void switchesWithoutAnotherCall() {
        assertThat(supervise(SupervisionMode.LISTEN)).isEqualTo(Outcome.DONE);
        ear = exchange.legOf("phone3");
        assertThat(exchange.legs.get(ear).dial.autoAnswer()).isTrue();
        assertThat(centre.desk(3).supervising().state()).isEqualTo("ringing");
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        exchange.partyAnswers(ear);
        assertThat(centre.desk(3).supervising().state()).isEqualTo("up");
        hear("phone1", "+7900", "+7900+phone1");
        assertThat(centre.desk(1).call().supervised()).isNull();

        supervise(SupervisionMode.WHISPER);
        hear("phone1", "+7900+phone3", "+7900+phone1");
        assertThat(centre.desk(1).call().supervised().mode()).isEqualTo(SupervisionMode.WHISPER);

        supervise(SupervisionMode.BARGE_IN);
        hear("phone1+phone3", "+7900+phone3", "+7900+phone1");
        assertThat(centre.desk(1).call().supervised())
                .as("not told of barging in")
                .isNull();
        assertThat(centre.floor.floor(centre.now).agents().getFirst().supervisors())
                .singleElement()
                .satisfies(s -> assertThat(s.mode()).isEqualTo(SupervisionMode.BARGE_IN));

        supervise(SupervisionMode.LISTEN);
        hear("phone1", "+7900", "+7900+phone1");
        assertThat(exchange.legs).hasSize(3);
        assertThat(centre.order(new Order.LeaveSupervision(Centre.agent(3)))).isEqualTo(Outcome.DONE);
        assertThat(exchange.legs).hasSize(2);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(exchange.hears(phone)).isEqualTo("+7900");
        assertThat(centre.desk(3).supervising()).isNull();
        assertThat(centre.factsOf(interaction))
                .containsSubsequence(
                        "supervision.started",
                        "supervision.answered",
                        "supervision.changed",
                        "supervision.changed",
                        "supervision.changed",
                        "supervision.ended");
        assertThat(centre.last("supervision.ended").data())
                .containsEntry("by", Centre.agent(3).toString())
                .containsEntry("agentId", Centre.agent(1).toString())
                .containsEntry("outcome", "left");
    }

    @Test
    void aSupervisorWhoHangsUpIsOutAndTakesCallsAgain() {
        centre.ready(3);
        listening();
        LegId other = exchange.callIn("+7901", "1002");
        assertThat(exchange.legs.get(other).state).isEqualTo("ringing");
        assertThat(centre.desk(3).state()).isEqualTo(AgentState.READY);
        assertThat(centre.desk(3).call()).isNull();
        exchange.partyEnds(ear, HangUpCause.NORMAL);
        assertThat(centre.desk(3).supervising()).isNull();
        assertThat(centre.desk(3).state()).isEqualTo(AgentState.RINGING);
    }

    @Test
    void theEndOfTheCallIsTheEndOfSupervision() {
        listening();
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.desk(3).supervising()).isNull();
        assertThat(centre.last("supervision.ended").data()).containsEntry("outcome", "call-ended");
    }

    @Test
    void onHoldTheSupervisorHearsTheAgentOnly() {
        listening();
        act(1, Order.Action.HOLD);
        hear("music", "nothing", "phone1");
        supervise(SupervisionMode.WHISPER);
        hear("music", "phone3", "phone1");
        supervise(SupervisionMode.BARGE_IN);
        act(1, Order.Action.RESUME);
        hear("phone1+phone3", "+7900+phone3", "+7900+phone1");
    }

    @Test
    void aConsultationIsHeardToo() {
        centre.ready(2);
        listening();
        centre.order(new Order.Consult(Centre.agent(1), interaction, new Target.ToAgent(Centre.agent(2))));
        LegId expert = exchange.legOf("phone2");
        exchange.partyRings(expert);
        hear("music", "music", "phone1");
        exchange.partyAnswers(expert);
        hear("music", "phone2", "phone1+phone2");
        supervise(SupervisionMode.WHISPER);
        hear("music", "phone2+phone3", "phone1+phone2");
        assertThat(exchange.hears(expert)).isEqualTo("phone1");
        act(1, Order.Action.SWAP);
        hear("phone1", "+7900+phone3", "+7900+phone1");
        assertThat(exchange.hears(expert)).isEqualTo("music");
        act(1, Order.Action.COMPLETE);
        assertThat(centre.desk(3).supervising()).isNull();
        assertThat(exchange.legs).doesNotContainKey(ear);
        assertThat(exchange.hears(caller)).isEqualTo("phone2");
    }

    @Test
    void theSupervisorTakesTheCustomerOver() {
        centre.order(new Order.ChangeState(Centre.agent(3), AgentState.PAUSE, Centre.LUNCH, null));
        listening();
        assertThat(takeOver()).isEqualTo(Outcome.DONE);
        assertThat(exchange.hears(caller)).isEqualTo("phone3");
        assertThat(exchange.hears(ear)).isEqualTo("+7900");
        assertThat(exchange.legs).doesNotContainKey(phone);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(centre.desk(3).state()).isEqualTo(AgentState.TALKING);
        assertThat(centre.desk(3).supervising()).isNull();
        assertThat(centre.callOf(3)).isEqualTo(interaction);
        assertThat(centre.last("call.taken-over").data())
                .containsEntry("fromAgentId", Centre.agent(1).toString())
                .containsEntry("by", Centre.agent(3).toString());
        assertThat(exchange.recordings.values())
                .singleElement()
                .satisfies(order -> assertThat(order.right()).isEqualTo(ear));
        act(3, Order.Action.HOLD);
        act(3, Order.Action.RESUME);
        assertThat(exchange.hears(caller)).isEqualTo("phone3");
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(centre.desk(3).state()).isEqualTo(AgentState.WRAP_UP);
        centre.pass(60_000);
        assertThat(centre.desk(3).state()).as("back where they were").isEqualTo(AgentState.PAUSE);
        assertThat(exchange.legs).isEmpty();
    }

    @Test
    void takesOverWithoutListeningFirst() {
        act(1, Order.Action.HOLD);
        assertThat(takeOver()).isEqualTo(Outcome.DONE);
        assertThat(exchange.hears(caller)).isEqualTo("music");
        ear = exchange.legOf("phone3");
        exchange.partyAnswers(ear);
        assertThat(exchange.hears(caller)).isEqualTo("phone3");
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
    }

    @Test
    void aSupervisorWhoseTelephoneDoesNotAnswerIsOutAgain() {
        supervise(SupervisionMode.BARGE_IN);
        centre.pass(40_000);
        assertThat(centre.desk(3).supervising()).isNull();
        assertThat(exchange.legs).hasSize(2);
        assertThat(centre.last("supervision.ended").data()).containsEntry("outcome", "not-answered");
    }

    @Test
    void theAgentsReloadedPageFindsTheSupervisorThere() {
        listening();
        supervise(SupervisionMode.BARGE_IN);
        exchange.networkLoses(phone);
        assertThat(exchange.hears(caller)).isEqualTo("music");
        assertThat(exchange.hears(ear)).isEqualTo("nothing");
        act(1, Order.Action.ATTACH);
        phone = exchange.legOf("phone1");
        exchange.partyAnswers(phone);
        hear("phone1+phone3", "+7900+phone3", "+7900+phone1");
    }

    @Test
    void twoSupervisorsAreInOneCall() {
        listening();
        centre.order(new Order.Supervise(Centre.agent(2), interaction, SupervisionMode.BARGE_IN));
        LegId second = exchange.legOf("phone2");
        exchange.partyAnswers(second);
        hear("phone1+phone2", "+7900+phone2", "+7900+phone1+phone2");
        assertThat(exchange.hears(second)).isEqualTo("+7900+phone1");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(centre.order(new Order.Supervise(Centre.agent(1), interaction, SupervisionMode.LISTEN)))
                .isEqualTo(Outcome.conflict("busy"));
        assertThat(centre.order(new Order.Supervise(new UUID(1, 99), interaction, SupervisionMode.LISTEN)))
                .isEqualTo(Outcome.conflict("no-phone"));
        assertThat(centre.order(new Order.Supervise(Centre.agent(3), new UUID(1, 1), SupervisionMode.LISTEN)))
                .isEqualTo(Outcome.unknown());
        assertThat(centre.order(new Order.LeaveSupervision(Centre.agent(3))))
                .isEqualTo(Outcome.conflict("not-supervising"));
        exchange.phone("phone3", false);
        assertThat(supervise(SupervisionMode.LISTEN)).isEqualTo(Outcome.conflict("not-reachable"));
        LegId waiting = exchange.callIn("+7902", "1001");
        exchange.playbackOver(waiting);
        UUID other = centre.floor.floor(centre.now).waiting().getFirst().interactionId();
        assertThat(centre.order(new Order.Supervise(Centre.agent(2), other, SupervisionMode.LISTEN)))
                .isEqualTo(Outcome.conflict("not-talking"));
    }
}
