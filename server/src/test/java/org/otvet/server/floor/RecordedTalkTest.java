package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.otvet.server.floor.live.FloorPlan;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Order.RecordingAction;
import org.otvet.server.floor.live.Outcome;
import org.otvet.server.floor.live.RecordingRules;
import org.otvet.server.floor.live.RecordingRules.Mode;
import org.otvet.server.floor.live.RecordingRules.Rule;
import org.otvet.server.floor.live.RecordingRules.Scope;
import org.otvet.server.floor.live.Target;
import org.otvet.server.floor.live.Views;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Sound;

class RecordedTalkTest {

    private static final UUID PROGRAM = new UUID(4, 1);
    private static final FloorPlan.Prompt TOLD = new FloorPlan.Prompt(new UUID(8, 2), Path.of("/prompts/told.wav"));

    private final Centre centre = new Centre();
    private final InMemoryExchange exchange = centre.exchange;
    private LegId caller;
    private LegId phone;
    private UUID interaction;

    private void rules(Rule... rules) {
        centre.replan(Centre.plan(true).with(new RecordingRules(List.of(rules))));
    }

    private static Rule support(@Nullable Mode mode, FloorPlan.@Nullable Prompt announcement, long pauseLimitMs) {
        return new Rule(new Scope.OfQueue(Centre.SUPPORT), mode, 0, announcement, pauseLimitMs);
    }

    private void talk() {
        centre.ready(1);
        caller = exchange.callIn("+7900", "1001");
        exchange.playbackOver(caller);
        phone = exchange.legOf("phone1");
        exchange.partyAnswers(phone);
        interaction = centre.callOf(1);
    }

    private Outcome recording(RecordingAction action) {
        return centre.order(new Order.OnRecording(interaction, Centre.agent(1), action, "agent", Centre.agent(1)));
    }

    private Views.Recorder recorder() {
        return centre.desk(1).call().recorder();
    }

    @Test
    void aPauseIsSeenAtTheDeskAndKeptAsFacts() {
        talk();
        assertThat(recorder().state()).isEqualTo("on");
        assertThat(recorder().byHand()).isFalse();
        centre.pass(5_000);
        assertThat(recording(RecordingAction.PAUSE)).isEqualTo(Outcome.DONE);
        assertThat(recording(RecordingAction.PAUSE)).isEqualTo(Outcome.DONE);
        assertThat(exchange.pausedRecordings).hasSize(1);
        assertThat(recorder().state()).isEqualTo("paused");
        assertThat(recorder().until().toEpochMilli()).isEqualTo(centre.now + 120_000);
        centre.pass(7_000);
        assertThat(recording(RecordingAction.RESUME)).isEqualTo(Outcome.DONE);
        assertThat(exchange.pausedRecordings).isEmpty();
        assertThat(recorder().state()).isEqualTo("on");
        assertThat(centre.factsOf(interaction)).containsOnlyOnce("recording.paused", "recording.resumed");
        assertThat(centre.last("recording.resumed").data())
                .containsEntry("pausedMs", 7_000L)
                .containsEntry("via", "agent");
        centre.pass(300_000);
        assertThat(recorder().ranOut()).isFalse();
    }

    @Test
    void aPauseThatIsForgottenEndsByItself() {
        rules(support(null, null, 20_000));
        talk();
        recording(RecordingAction.PAUSE);
        centre.pass(19_999);
        assertThat(recorder().state()).isEqualTo("paused");
        centre.pass(1);
        assertThat(recorder().state()).isEqualTo("on");
        assertThat(recorder().ranOut()).isTrue();
        assertThat(exchange.pausedRecordings).isEmpty();
        assertThat(centre.last("recording.resumed").data()).containsEntry("via", "limit");
        recording(RecordingAction.PAUSE);
        assertThat(recorder().ranOut()).isFalse();
    }

    @Test
    void aProgramPausesToo() {
        talk();
        centre.order(new Order.OnRecording(interaction, null, RecordingAction.PAUSE, "api", PROGRAM));
        assertThat(recorder().state()).isEqualTo("paused");
        assertThat(centre.last("recording.paused").data())
                .containsEntry("via", "api")
                .containsEntry("by", PROGRAM.toString());
        assertThat(centre.order(new Order.OnRecording(
                        interaction, Centre.agent(2), RecordingAction.RESUME, "agent", Centre.agent(2))))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(recorder().state()).isEqualTo("paused");
    }

    @Test
    void aPauseOutlivesALostTelephone() {
        talk();
        recording(RecordingAction.PAUSE);
        exchange.networkLoses(phone);
        centre.order(new Order.OnCall(Centre.agent(1), interaction, Order.Action.ATTACH));
        exchange.partyAnswers(exchange.legOf("phone1"));
        assertThat(recorder().state()).isEqualTo("paused");
        assertThat(exchange.recordings).hasSize(1);
        assertThat(exchange.pausedRecordings).containsAll(exchange.recordings.keySet());
        recording(RecordingAction.RESUME);
        assertThat(exchange.pausedRecordings).doesNotContainAnyElementsOf(exchange.recordings.keySet());
    }

    @Test
    void aPauseEndsWithTheAgentsPartOfTheCall() {
        talk();
        recording(RecordingAction.PAUSE);
        centre.ready(2);
        centre.order(new Order.Transfer(Centre.agent(1), interaction, new Target.ToAgent(Centre.agent(2))));
        assertThat(centre.factsOf(interaction)).containsSubsequence("recording.paused", "recording.resumed");
        exchange.partyAnswers(exchange.legOf("phone2"));
        assertThat(exchange.recordings).hasSize(1);
        assertThat(exchange.pausedRecordings).isEmpty();
        assertThat(centre.desk(2).call().recorder().state()).isEqualTo("on");
    }

    @Test
    void everyPauseHasItsEndEvenWhenTheCallEndsFirst() {
        talk();
        recording(RecordingAction.PAUSE);
        exchange.partyEnds(caller, HangUpCause.NORMAL);
        assertThat(centre.last("recording.resumed").data()).containsEntry("via", "end");
        centre.pass(300_000);
        assertThat(centre.factsOf(interaction)).containsOnlyOnce("recording.resumed");
    }

    @Test
    void aCallThatIsNotRecordedHasNothingToPause() {
        rules(support(Mode.NEVER, null, 0));
        talk();
        assertThat(exchange.recordings).isEmpty();
        assertThat(recorder().state()).isEqualTo("off");
        assertThat(recording(RecordingAction.PAUSE)).isEqualTo(Outcome.conflict("not-recording"));
        assertThat(recording(RecordingAction.START)).isEqualTo(Outcome.conflict("not-by-hand"));
    }

    @Test
    void byHandTheAgentBeginsAndEnds() {
        rules(support(Mode.BY_HAND, null, 0));
        talk();
        assertThat(exchange.recordings).isEmpty();
        assertThat(recorder().byHand()).isTrue();
        assertThat(recording(RecordingAction.START)).isEqualTo(Outcome.DONE);
        assertThat(recording(RecordingAction.START)).isEqualTo(Outcome.DONE);
        assertThat(exchange.recordings).hasSize(1);
        assertThat(recording(RecordingAction.STOP)).isEqualTo(Outcome.DONE);
        assertThat(exchange.recordings).isEmpty();
        assertThat(recorder().state()).isEqualTo("off");
        assertThat(recording(RecordingAction.STOP)).isEqualTo(Outcome.conflict("not-recording"));
        recording(RecordingAction.START);
        exchange.networkLoses(phone);
        centre.order(new Order.OnCall(Centre.agent(1), interaction, Order.Action.ATTACH));
        exchange.partyAnswers(exchange.legOf("phone1"));
        assertThat(exchange.recordings).as("goes on after a lost telephone").hasSize(1);
    }

    @Test
    void aQueueThatAnswersAtOnceTellsTheCallerBeforeTheyWait() {
        rules(support(Mode.ALWAYS, TOLD, 0));
        caller = exchange.callIn("+7900", "1001");
        assertThat(exchange.legs.get(caller).hears.sounds())
                .containsExactly(new Sound.File(Path.of("/prompts/hello.wav")), new Sound.File(TOLD.file()));
        exchange.playbackOver(caller);
        assertThat(centre.last("recording.announced").data())
                .containsEntry("promptId", TOLD.id().toString());
        centre.ready(1);
        exchange.partyAnswers(exchange.legOf("phone1"));
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
    }

    @Test
    void whoeverWasNotToldIsToldBeforeTheTalk() {
        rules(new Rule(new Scope.OfQueue(Centre.SALES), Mode.BY_HAND, 0, TOLD, 0));
        centre.ready(1);
        caller = exchange.callIn("+7900", "1002");
        phone = exchange.legOf("phone1");
        exchange.partyAnswers(phone);
        assertThat(exchange.legs.get(caller).hears.sounds()).containsExactly(new Sound.File(TOLD.file()));
        assertThat(exchange.legs.get(phone).hears.sounds()).containsExactly(new Sound.File(TOLD.file()));
        assertThat(centre.desk(1).call().state()).isEqualTo("talking");
        exchange.playbackOver(caller);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
        assertThat(centre.factsOf(centre.callOf(1))).containsSubsequence("recording.announced", "agent.connected");
    }

    @Test
    void anAnnouncementThatNeverEndsHoldsNobodyUp() {
        rules(new Rule(new Scope.OfQueue(Centre.SALES), Mode.ALWAYS, 0, TOLD, 0));
        centre.ready(1);
        caller = exchange.callIn("+7900", "1002");
        exchange.partyAnswers(exchange.legOf("phone1"));
        centre.pass(30_000);
        assertThat(exchange.hears(caller)).isEqualTo("phone1");
    }

    @Test
    void keysPressedInAPauseAreNotKept() {
        talk();
        recording(RecordingAction.PAUSE);
        exchange.press(caller, '4');
        assertThat(centre.factsOf(interaction)).doesNotContain("digit.pressed");
        recording(RecordingAction.RESUME);
        exchange.press(caller, '5');
        assertThat(centre.last("digit.pressed").data()).containsEntry("digit", "5");
    }
}
