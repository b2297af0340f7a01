package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Effect;
import org.otvet.server.floor.live.FloorPlan;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Outcome;
import org.otvet.server.floor.live.Target;
import org.otvet.server.floor.live.Views;
import org.otvet.server.ledger.Fact;
import org.otvet.server.outbound.Carrier;
import org.otvet.server.outbound.DiallingPlan;
import org.otvet.server.outbound.Outbound;
import org.otvet.server.outbound.OutboundRules;
import org.otvet.server.outbound.OutboundRules.Hours;
import org.otvet.server.outbound.OutboundRules.Limits;
import org.otvet.server.outbound.Route;
import org.otvet.server.outbound.Spent;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.TrunkId;

/** What the floor lets out, what it counts and what it ends. */
class OutboundTest {

    private static final String NUMBER = "+79160001122";
    private static final long MINUTE = 60_000;

    private final Centre centre = new Centre();
    private final InMemoryExchange exchange = centre.exchange;
    private Limits agent = Limits.NONE;
    private Limits project = Limits.NONE;
    private Hours hours = Hours.ALWAYS;
    private int longestSeconds = 3_600;
    private long costMicros;

    @BeforeEach
    void ready() {
        replan();
        centre.ready(2);
    }

    private void replan() {
        FloorPlan plan = Centre.plan(true);
        OutboundRules rules = new OutboundRules(
                "RU", false, "", Set.of("KZ"), List.of(), List.of(), hours, agent, project, longestSeconds);
        Route all = new Route(new UUID(0, 1), new UUID(0, 2), "", 0, "", costMicros);
        Route short8 = new Route(new UUID(0, 3), new UUID(0, 2), "+7", 1, "8", costMicros + 1);
        centre.replan(new FloorPlan(
                List.of(new FloorPlan.Project(
                        Centre.PROJECT,
                        "Shop",
                        true,
                        new DiallingPlan(
                                rules,
                                List.of(
                                        new Carrier(new TrunkId("dear"), "Dear", "", false, List.of(short8)),
                                        new Carrier(new TrunkId("trunk"), "Cheap", "", true, List.of(all))),
                                List.of("+74950000000")),
                        Set.of())),
                plan.agents(),
                plan.queues(),
                plan.numbers(),
                plan.pauseReasons(),
                plan.dispositions()));
    }

    private Outcome dial(int who, String number) {
        return centre.order(new Order.DialOut(Centre.agent(who), number, Centre.PROJECT));
    }

    private LegId talk(int who) {
        assertThat(dial(who, "8 916 000 11 22")).isEqualTo(Outcome.DONE);
        exchange.partyAnswers(exchange.legOf("phone" + who));
        LegId number = exchange.legOf(NUMBER);
        exchange.partyAnswers(number);
        return number;
    }

    private void finishWrapUp(int who) {
        Views.Desk desk = centre.desk(who);
        centre.order(new Order.SaveWrapUp(Centre.agent(who), desk.wrapUp().interactionId(), Centre.SOLVED, ""));
    }

    @Test
    void aNumberIsReadAndGoesTheCheapestWayFirst() {
        talk(2);

        var dial = exchange.legs.get(exchange.legOf(NUMBER)).dial;
        assertThat(((DialTarget.Number) dial.target()).ways())
                .containsExactly(
                        new DialTarget.Way(new TrunkId("trunk"), NUMBER, "+74950000000", true),
                        new DialTarget.Way(new TrunkId("dear"), "89160001122", "+74950000000", false));
        assertThat(centre.last("interaction.started").data())
                .containsEntry("number", NUMBER)
                .containsEntry("trunkId", "trunk");
        assertThat(centre.last("outbound.routed").data()).containsEntry("trunk", "Cheap");
    }

    @Test
    void theDeskSaysHowFarTheCallIsAndEarlyMediaIsHeard() {
        dial(2, NUMBER);
        LegId own = exchange.legOf("phone2");
        exchange.partyAnswers(own);
        assertThat(centre.desk(2).call().progress()).isEqualTo("trying");
        LegId number = exchange.legOf(NUMBER);
        exchange.partyRings(number);
        assertThat(centre.desk(2).call().progress()).isEqualTo("ringing");
        assertThat(exchange.hears(own)).isEqualTo("music");
        exchange.partySendsEarlyMedia(number);
        assertThat(centre.desk(2).call().progress()).isEqualTo("early-media");
        assertThat(exchange.hears(own)).isEqualTo(NUMBER);
        exchange.partyAnswers(number);
        assertThat(centre.desk(2).call().progress()).isNull();
        assertThat(exchange.hears(own)).isEqualTo(NUMBER);
    }

    @Test
    void theDeskSaysWhyACallCameToNothing() {
        dial(2, NUMBER);
        exchange.partyAnswers(exchange.legOf("phone2"));
        exchange.partyEnds(exchange.legOf(NUMBER), HangUpCause.NOT_FOUND);

        assertThat(centre.desk(2).wrapUp().failure()).isEqualTo(new Views.Failure("not-found", 0));
    }

    @Test
    void whatIsForbiddenIsRefusedNotedAndAlarmed() {
        assertThat(dial(2, "810 49 30 123456"))
                .isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "outbound-country"));
        assertThat(dial(2, "8 809 505 12 34"))
                .isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "outbound-premium"));
        assertThat(dial(2, "555 12 34")).isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "number-no-area-code"));
        assertThat(dial(2, "+7 727 258 25 25")).isEqualTo(Outcome.DONE);

        assertThat(centre.facts.stream().filter(f -> f.type().equals("outbound.refused")))
                .extracting(f -> f.data().get("reason"))
                .containsExactly("outbound-country", "outbound-premium");
        assertThat(centre.alarms)
                .extracting(Effect.Alarm::code, Effect.Alarm::projectId)
                .containsExactly(tuple("outbound-forbidden", Centre.PROJECT));
    }

    @Test
    void transfersAndQuestionsGoThroughTheSameDoor() {
        centre.exchange.callIn("+79001112233", "1001");
        exchange.playbackOver(exchange.legOf("+79001112233"));
        exchange.partyAnswers(exchange.legOf("phone2"));
        UUID call = centre.callOf(2);

        assertThat(centre.order(new Order.Transfer(Centre.agent(2), call, new Target.ToNumber("+49 30 123456"))))
                .isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "outbound-country"));
        assertThat(centre.order(new Order.Consult(Centre.agent(2), call, new Target.ToNumber("8 809 505 12 34"))))
                .isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "outbound-premium"));
        assertThat(centre.desk(2).call().state()).isEqualTo("talking");
        assertThat(centre.order(new Order.Transfer(Centre.agent(2), call, new Target.ToNumber("8 916 000 11 22"))))
                .isEqualTo(Outcome.DONE);
        exchange.partyAnswers(exchange.legOf(NUMBER));
        centre.pass(30_000);
        exchange.partyEnds(exchange.legOf(NUMBER), HangUpCause.NORMAL);

        Fact charged = centre.last("outbound.charged");
        assertThat(charged.data()).containsEntry("ms", 30_000L);
        assertThat(charged.agentId()).isEqualTo(Centre.agent(2));
    }

    @Test
    void callsOfADayAreCounted() {
        agent = new Limits(1, 0, 0);
        replan();
        LegId number = talk(2);
        exchange.partyEnds(number, HangUpCause.NORMAL);
        finishWrapUp(2);

        assertThat(dial(2, NUMBER)).isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "outbound-agent-calls"));
        assertThat(centre.alarms).extracting(Effect.Alarm::code).containsExactly("outbound-limit");
        // emergency services and colleagues are not touched by it
        assertThat(dial(2, "112")).isEqualTo(Outcome.DONE);
        centre.ready(3);
        assertThat(dial(3, NUMBER)).isEqualTo(Outcome.DONE);

        centre.floor.forgetToday(centre.now);
        exchange.partyEnds(exchange.legOf("phone2"), HangUpCause.DECLINED);
        centre.ready(2);
        assertThat(dial(2, NUMBER)).isEqualTo(Outcome.DONE);
    }

    @Test
    void aConversationEndsWhenItIsAsLongAsOneMayBe() {
        longestSeconds = 120;
        replan();
        talk(2);
        assertThat(centre.desk(2).call().endsAt().toEpochMilli()).isEqualTo(centre.now + 2 * MINUTE);
        centre.pass(2 * MINUTE - 1);
        assertThat(centre.desk(2).state()).isEqualTo(AgentState.TALKING);
        centre.pass(1);

        assertThat(exchange.legOf(NUMBER)).isNull();
        assertThat(centre.desk(2).wrapUp().failure()).isEqualTo(new Views.Failure("policy", 0));
        assertThat(centre.last("outbound.cut").data()).containsEntry("reason", "outbound-length");
        assertThat(centre.last("interaction.ended").data())
                .containsEntry("cause", "POLICY")
                .containsEntry("endedBy", "otvet")
                .containsEntry("result", "answered");
    }

    @Test
    void theMoneyOfADayEndsTheConversationThatUsesItUp() {
        costMicros = 2_000_000;
        project = new Limits(0, 0, 5_000_000);
        replan();
        talk(2);
        centre.pass(149_000);
        assertThat(exchange.legOf(NUMBER)).isNotNull();
        centre.pass(1_000);

        assertThat(exchange.legOf(NUMBER)).isNull();
        assertThat(centre.last("outbound.cut").data()).containsEntry("reason", "outbound-project-cost");
        assertThat(centre.last("outbound.charged").data()).containsEntry("costMicros", 5_000_000L);
        assertThat(centre.alarms).extracting(Effect.Alarm::code).containsExactly("outbound-limit");
        centre.ready(3);
        assertThat(dial(3, NUMBER)).isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "outbound-project-cost"));
    }

    @Test
    void conversationsAtOnceShareTheMinutesOfTheProject() {
        project = new Limits(0, 10, 0);
        replan();
        talk(2);
        centre.pass(4 * MINUTE);
        centre.ready(3);
        talk(3);
        // six minutes are left for two
        centre.pass(3 * MINUTE - 1);
        assertThat(exchange.legs.values()).filteredOn(l -> l.who.equals(NUMBER)).hasSize(2);
        centre.pass(1);

        assertThat(exchange.legOf(NUMBER)).isNull();
        assertThat(centre.facts.stream()
                        .filter(f -> f.type().equals("outbound.charged"))
                        .mapToLong(f -> (Long) f.data().get("ms"))
                        .sum())
                .isEqualTo(10 * MINUTE);
    }

    @Test
    void outsideTheHoursNobodyCallsOut() {
        hours = new Hours(Set.of(), LocalTime.of(9, 0), LocalTime.of(9, 1), ZoneOffset.UTC);
        replan();
        LocalTime now = Instant.ofEpochMilli(centre.now).atZone(ZoneOffset.UTC).toLocalTime();
        centre.pass(Duration.between(now, LocalTime.of(9, 0)).plusDays(1).toMillis() % (24 * 60 * MINUTE));
        assertThat(dial(2, NUMBER)).isEqualTo(Outcome.DONE);
        exchange.partyEnds(exchange.legOf("phone2"), HangUpCause.DECLINED);
        centre.pass(MINUTE);
        centre.ready(2);
        assertThat(dial(2, NUMBER)).isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "outbound-hours"));
    }

    @Test
    void nobodyCallsOutBeforeItIsKnownWhatTheDayUsed() {
        agent = new Limits(5, 0, 0);
        replan();
        centre.floor.figures().awaitUsed();
        assertThat(dial(2, NUMBER)).isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "outbound-not-ready"));
        centre.floor.figures().used(List.of(new Outbound.Used(Centre.PROJECT, Centre.agent(2), new Spent(5, 0, 0))));
        assertThat(dial(2, NUMBER)).isEqualTo(new Outcome.Refused(Outcome.Kind.RULED_OUT, "outbound-agent-calls"));
        centre.ready(3);
        assertThat(dial(3, NUMBER)).isEqualTo(Outcome.DONE);
    }

    @Test
    void callersAndNumbersOfOursAreKnownInEveryForm() {
        FloorPlan plan = Centre.plan(true);
        centre.replan(new FloorPlan(
                plan.projects(),
                plan.agents(),
                plan.queues(),
                List.of(new FloorPlan.Number("+78125550001", null, Centre.PROJECT, Centre.SALES, null)),
                plan.pauseReasons(),
                plan.dispositions()));
        exchange.callIn("89161234567", "88125550001");

        assertThat(centre.desk(2).call().number()).isEqualTo("+79161234567");
        assertThat(Map.copyOf(centre.last("interaction.started").data()))
                .containsEntry("dialled", "88125550001")
                .containsEntry("number", "+79161234567");
    }
}
