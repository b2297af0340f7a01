package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Outcome;
import org.otvet.server.floor.live.Views;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

class TalkTest {

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

    private Outcome act(Order.Action action) {
        return centre.order(new Order.OnCall(Centre.agent(1), interaction, action));
    }

    @Test
    void holdGivesTheCustomerMusicAndTheAgentSilence() {
        assertThat(act(Order.Action.HOLD)).isEqualTo(Outcome.DONE);
        assertThat(exchange.hears(caller)).isEqualTo("music");
        assertThat(exchange.hears(phone)).isEqualTo("nothing");
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.HOLD);
        assertThat(act(Order.Action.HOLD)).isInstanceOf(Outcome.Refused.class);
        centre.pass(4_000);
        act(Order.Action.RESUME);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(centre.desk(1).today().talkSeconds()).isZero();
    }

    @Test
    void theAgentsOwnTelephoneHoldsToo() {
        exchange.peerHold(phone, true);
        assertThat(exchange.hears(caller)).isEqualTo("music");
        exchange.peerHold(phone, false);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
    }

    @Test
    void mutesAndSendsKeys() {
        act(Order.Action.MUTE);
        assertThat(exchange.hears(caller)).isEqualTo("nothing");
        act(Order.Action.UNMUTE);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(centre.order(new Order.Digits(Centre.agent(1), interaction, "12#")))
                .isEqualTo(Outcome.DONE);
        assertThat(exchange.legs.get(caller).digits).isEqualTo("12#");
        assertThat(centre.order(new Order.Digits(Centre.agent(1), interaction, "call me")))
                .isEqualTo(Outcome.invalid("digits"));
    }

    @Test
    void aLostBrowserKeepsTheCustomerAndAttachesAgain() {
        exchange.networkLoses(phone);
        assertThat(exchange.hears(caller)).isEqualTo("music");
        assertThat(centre.desk(1).call().state()).isEqualTo("detached");
        centre.pass(20_000);
        assertThat(act(Order.Action.ATTACH)).isEqualTo(Outcome.DONE);
        LegId again = exchange.legOf("phone1");
        assertThat(exchange.legs.get(again).dial.headers()).containsEntry("X-Otvet-Answer", "auto");
        exchange.partyAnswers(again);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(exchange.recordings).hasSize(1);
        centre.pass(60_000);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.TALKING);
        assertThat(centre.factsOf(interaction))
                .containsSubsequence(
                        "agent.disconnected", "attach.started", "attach.ended", "agent.connected", "recording.started");
    }

    @Test
    void attachesBeforeTheOldTelephoneIsKnownToBeLost() {
        exchange.slow = true;
        act(Order.Action.ATTACH);
        LegId again = exchange.legOf("phone1");
        assertThat(again).isNotEqualTo(phone);
        exchange.partyAnswers(again);
        exchange.flush();
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(exchange.legs).doesNotContainKey(phone);
    }

    @Test
    void soundThatIsPoorIsShownUntilItIsWellAgain() {
        exchange.measured(caller, 4.2);
        exchange.measured(phone, 4.4);
        assertThat(quality()).isNull();
        exchange.measured(caller, 2.9);
        assertThat(quality()).extracting("party", "grade", "mos").containsExactly("customer", "poor", 2.9);
        exchange.measured(phone, 2.5);
        assertThat(quality()).extracting("party", "grade").containsExactly("agent", "poor");
        exchange.measured(phone, 3.4);
        exchange.measured(caller, 4.2);
        assertThat(quality()).extracting("party", "grade").containsExactly("agent", "fair");
        exchange.measured(phone, 4.4);
        assertThat(quality()).isNull();
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(centre.last("media.measured").data()).containsEntry("codec", "PCMA");
        assertThat(centre.facts.stream().filter(f -> f.type().equals("media.measured")))
                .extracting(f -> f.data().get("party"))
                .containsExactlyInAnyOrder("customer", "agent");
    }

    private Views.@Nullable Quality quality() {
        return centre.floor.floor(centre.now).agents().getFirst().quality();
    }

    @Test
    void silenceOfABrowserIsALostBrowser() {
        exchange.mediaLost(phone);
        assertThat(centre.desk(1).call().state()).isEqualTo("detached");
        assertThat(exchange.legs).doesNotContainKey(phone).containsKey(caller);
    }

    @Test
    void aTelephoneThatStaysAwayEndsTheCallAfterTheGrace() {
        exchange.networkLoses(phone);
        centre.pass(30_000);
        assertThat(exchange.legs).isEmpty();
        assertThat(centre.last("interaction.ended").data())
                .containsEntry("result", "answered")
                .containsEntry("endedBy", "network");
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.WRAP_UP);
    }

    @Test
    void aPageThatStaysAwayMakesABrowserAgentOfflineAfterTheCall() {
        centre.order(new Order.PageClosed(Centre.agent(1)));
        centre.pass(16_000);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.TALKING);
        assertThat(centre.desk(1).nextState()).isEqualTo(AgentState.OFFLINE);
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        centre.pass(60_000);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.OFFLINE);
    }

    @Test
    void aReadyAgentWhoseTelephoneStaysAwayIsOut() {
        act(Order.Action.HANG_UP);
        centre.pass(30_000);
        exchange.phone("phone1", false);
        centre.pass(4_000);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.READY);
        LegId next = exchange.callIn("+7901", "1001");
        exchange.playbackOver(next);
        assertThat(centre.desk(1).call()).isNull();
        centre.pass(1_000);
        assertThat(centre.desk(1).state()).isEqualTo(AgentState.MISSED);
        assertThat(centre.desk(1).phone().problem()).isEqualTo("unregistered");
    }

    @Test
    void anAgentCallsOutAndTheNumberIsReached() {
        centre.ready(2);
        centre.order(new Order.DialOut(Centre.agent(2), "+7 (916) 000-11-22", Centre.PROJECT));
        LegId own = exchange.legOf("phone2");
        assertThat(exchange.legs.get(own).dial.autoAnswer()).isTrue();
        assertThat(centre.desk(2).call().state()).isEqualTo("dialling");
        exchange.partyAnswers(own);
        LegId number = exchange.legOf("+79160001122");
        assertThat(exchange.legs.get(number).dial.callerNumber()).isEqualTo("+74950000000");
        exchange.partyRings(number);
        assertThat(exchange.hears(own)).isEqualTo("music");
        exchange.partyAnswers(number);
        assertThat(exchange.hears(own)).isEqualTo("+79160001122");
        assertThat(exchange.recordings).hasSize(2);
        exchange.partyEnds(own, HangUpCause.NORMAL);
        assertThat(exchange.legOf("+79160001122")).isNull();
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(centre.last("interaction.ended").data()).containsEntry("result", "answered");
    }

    @Test
    void aBusyNumberIsNoAnswerAndLeadsToWrapUp() {
        centre.order(new Order.PageOpened(Centre.agent(2)));
        centre.order(new Order.ChangeState(Centre.agent(2), AgentState.PAUSE, Centre.LUNCH, null));
        centre.order(new Order.DialOut(Centre.agent(2), "112233", Centre.PROJECT));
        exchange.partyAnswers(exchange.legOf("phone2"));
        exchange.partyEnds(exchange.legOf("112233"), HangUpCause.BUSY);
        assertThat(exchange.legOf("phone2")).isNull();
        assertThat(centre.last("interaction.ended").data())
                .containsEntry("result", "no-answer")
                .containsEntry("cause", "BUSY");
        centre.pass(30_000);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.PAUSE);
    }

    @Test
    void refusesToDialWhatCannotBeDialled() {
        assertThat(centre.order(new Order.DialOut(Centre.agent(1), "123", Centre.PROJECT)))
                .isEqualTo(Outcome.conflict("busy"));
        assertThat(centre.order(new Order.DialOut(Centre.agent(2), "123", Centre.PROJECT)))
                .isEqualTo(Outcome.conflict("offline"));
        centre.ready(2);
        assertThat(centre.order(new Order.DialOut(Centre.agent(2), "sip:x@evil", Centre.PROJECT)))
                .isEqualTo(Outcome.invalid("number"));
        assertThat(centre.order(new Order.DialOut(Centre.agent(2), "123", new UUID(0, 0))))
                .isEqualTo(Outcome.unknown());
        exchange.phone("phone2", false);
        assertThat(centre.order(new Order.DialOut(Centre.agent(2), "123", Centre.PROJECT)))
                .isEqualTo(Outcome.conflict("not-reachable"));
    }
}
