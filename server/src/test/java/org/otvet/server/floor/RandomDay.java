package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.SupervisionMode;
import org.otvet.server.floor.live.Target;
import org.otvet.server.floor.live.Views;
import org.otvet.server.ledger.Fact;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

/** Lets anything happen at any time to a {@link Centre}, and checks after each step that the floor makes sense. */
final class RandomDay {

    /** One thing that happens; {@code a} and {@code b} are reduced to whom and what there is. */
    record Step(Kind kind, int a, int b) {}

    enum Kind {
        CALL,
        CALL_TWICE,
        PROMPT_OVER,
        RINGS,
        ANSWERS,
        ANSWERS_TOO,
        ENDS,
        LOST,
        SILENT,
        PEER_HOLD,
        FLUSH,
        SLOW,
        READY,
        READY_ALL,
        STATE,
        ACTION,
        DIGITS,
        TRANSFER,
        CONSULT,
        DIAL,
        SAVE,
        EXTEND,
        PHONE,
        PAGE,
        SIGN_OUT,
        SUPERVISOR,
        SUPERVISE,
        TAKE_OVER,
        LEAVE_SUPERVISION,
        PARTY,
        PASS_A_LITTLE,
        PASS,
        REPLAN
    }

    private static final HangUpCause[] CAUSES = {
        HangUpCause.NORMAL,
        HangUpCause.NO_ANSWER,
        HangUpCause.DECLINED,
        HangUpCause.BUSY,
        HangUpCause.CANCELLED,
        HangUpCause.UNREACHABLE,
        HangUpCause.FAILED
    };

    final Centre centre = new Centre();
    private final InMemoryExchange exchange = centre.exchange;
    private final Map<UUID, Views.Queue> queues = new HashMap<>();
    private final Map<UUID, Views.Agent> agents = new HashMap<>();
    private final Map<UUID, Views.Waiting> waiting = new HashMap<>();
    private final Map<UUID, Views.LiveCall> calls = new HashMap<>();
    private boolean withSales = true;

    RandomDay() {
        Views.Floor floor = centre.floor.floor(centre.now);
        centre.floor.takeChange();
        floor.queues().forEach(q -> queues.put(q.id(), q));
        floor.agents().forEach(a -> agents.put(a.id(), a));
    }

    void play(Step step) {
        int agent = 1 + step.a() % 3;
        switch (step.kind()) {
            case CALL ->
                exchange.callIn(
                        "+7900" + step.b(),
                        List.of("1001", "1002", "1001", "4711").get(step.a() % 4));
            case CALL_TWICE -> {
                exchange.callIn("+7900" + step.b(), "1002");
                exchange.callIn("+7900" + step.b(), "1001");
            }
            case PROMPT_OVER -> onLeg(step.a(), exchange::playbackOver);
            case RINGS -> onLeg(step.a(), exchange::partyRings);
            case ANSWERS, ANSWERS_TOO -> onLeg(step.a(), exchange::partyAnswers);
            case ENDS -> onLeg(step.a(), leg -> exchange.partyEnds(leg, CAUSES[step.b() % CAUSES.length]));
            case LOST -> onLeg(step.a(), exchange::networkLoses);
            case SILENT -> onLeg(step.a(), exchange::mediaLost);
            case PEER_HOLD -> onLeg(step.a(), leg -> exchange.peerHold(leg, step.b() % 2 == 0));
            case FLUSH -> exchange.flush();
            case SLOW -> exchange.slow = !exchange.slow;
            case READY -> centre.ready(agent);
            case READY_ALL -> List.of(1, 2, 3).forEach(centre::ready);
            case STATE ->
                centre.order(new Order.ChangeState(
                        Centre.agent(agent),
                        List.of(AgentState.READY, AgentState.PAUSE, AgentState.OFFLINE)
                                .get(step.b() % 3),
                        null,
                        null));
            case ACTION -> {
                Views.DeskCall call = centre.desk(agent).call();
                if (call != null) {
                    Order.Action[] all = Order.Action.values();
                    centre.order(
                            new Order.OnCall(Centre.agent(agent), call.interactionId(), all[step.b() % all.length]));
                }
            }
            case DIGITS -> {
                Views.DeskCall call = centre.desk(agent).call();
                if (call != null) {
                    centre.order(new Order.Digits(Centre.agent(agent), call.interactionId(), "1"));
                }
            }
            case TRANSFER -> {
                Views.DeskCall call = centre.desk(agent).call();
                if (call != null) {
                    centre.order(new Order.Transfer(Centre.agent(agent), call.interactionId(), target(step.b())));
                }
            }
            case CONSULT -> {
                Views.DeskCall call = centre.desk(agent).call();
                if (call != null) {
                    centre.order(new Order.Consult(Centre.agent(agent), call.interactionId(), target(step.b())));
                }
            }
            case DIAL -> centre.order(new Order.DialOut(Centre.agent(agent), "112" + step.b(), Centre.PROJECT));
            case SAVE -> {
                Views.WrapUp wrapUp = centre.desk(agent).wrapUp();
                if (wrapUp != null) {
                    centre.order(new Order.SaveWrapUp(Centre.agent(agent), wrapUp.interactionId(), null, "ok"));
                }
            }
            case EXTEND -> centre.order(new Order.ExtendWrapUp(Centre.agent(agent)));
            case PHONE -> exchange.phone("phone" + agent, step.b() % 2 == 0);
            case PAGE ->
                centre.order(
                        step.b() % 2 == 0
                                ? new Order.PageOpened(Centre.agent(agent))
                                : new Order.PageClosed(Centre.agent(agent)));
            case SIGN_OUT -> centre.order(new Order.SignedOut(Centre.agent(agent)));
            case SUPERVISOR -> {
                List<UUID> up = new ArrayList<>(calls.keySet());
                up.addAll(waiting.keySet());
                if (!up.isEmpty()) {
                    centre.order(new Order.HangUpCall(up.get(step.a() % up.size()), Centre.agent(9)));
                }
            }
            case SUPERVISE, TAKE_OVER -> {
                List<UUID> up = List.copyOf(calls.keySet());
                if (!up.isEmpty()) {
                    UUID call = up.get(step.b() % up.size());
                    SupervisionMode mode = SupervisionMode.values()[step.b() % 3];
                    centre.order(
                            step.kind() == Kind.SUPERVISE
                                    ? new Order.Supervise(Centre.agent(agent), call, mode)
                                    : new Order.TakeOver(Centre.agent(agent), call));
                }
            }
            case LEAVE_SUPERVISION -> centre.order(new Order.LeaveSupervision(Centre.agent(agent)));
            case PARTY -> {
                Views.DeskCall call = centre.desk(agent).call();
                if (call != null && call.conference() != null) {
                    List<Views.Party> parties = call.conference().parties();
                    UUID party = parties.get(step.b() % parties.size()).id();
                    UUID id = call.interactionId();
                    centre.order(
                            step.b() % 4 == 0
                                    ? new Order.RemoveParty(Centre.agent(agent), id, party)
                                    : new Order.MuteParty(Centre.agent(agent), id, party, step.b() % 4 != 1));
                }
            }
            case PASS_A_LITTLE -> centre.pass(step.a() * 100L);
            case PASS -> centre.pass(step.a() * 2_000L);
            case REPLAN -> {
                withSales = step.b() % 3 != 0;
                centre.replan(Centre.plan(withSales));
            }
        }
        check();
    }

    private static Target target(int n) {
        return switch (n % 5) {
            case 0 -> new Target.ToQueue(n % 2 == 0 ? Centre.SUPPORT : Centre.SALES);
            case 1 -> new Target.ToNumber("113" + n);
            default -> new Target.ToAgent(Centre.agent(n % 5 - 1));
        };
    }

    private interface OnLeg {
        void act(LegId leg);
    }

    private void onLeg(int n, OnLeg act) {
        List<LegId> all = List.copyOf(exchange.legs.keySet());
        if (!all.isEmpty()) {
            act.act(all.get(n % all.size()));
        }
    }

    private void check() {
        Views.Change change = centre.floor.takeChange();
        change.queues().forEach(q -> queues.put(q.id(), q));
        change.agents().forEach(a -> agents.put(a.id(), a));
        change.waiting().forEach(w -> waiting.put(w.interactionId(), w));
        change.calls().forEach(c -> calls.put(c.interactionId(), c));
        change.goneWaiting().forEach(g -> waiting.remove(g.id()));
        change.goneCalls().forEach(g -> calls.remove(g.id()));
        Views.Floor floor = centre.floor.floor(centre.now);
        queues.keySet().retainAll(floor.queues().stream().map(Views.Queue::id).toList());
        assertThat(queues.values()).as("queues, told by changes").containsExactlyInAnyOrderElementsOf(floor.queues());
        assertThat(waiting.values())
                .as("waiting, told by changes")
                .containsExactlyInAnyOrderElementsOf(floor.waiting());
        assertThat(calls.values()).as("calls, told by changes").containsExactlyInAnyOrderElementsOf(floor.calls());
        for (Views.Agent agent : floor.agents()) {
            assertThat(agents.get(agent.id()))
                    .as("agent, told by changes")
                    .usingRecursiveComparison()
                    .ignoringFields("today")
                    .isEqualTo(agent);
        }
        Set<UUID> held = new HashSet<>();
        Set<UUID> askedAbout = new HashSet<>();
        for (int a = 1; a <= 3; a++) {
            Views.Desk desk = centre.desk(a);
            Views.DeskCall call = desk.call();
            boolean bound = desk.state() == AgentState.RINGING
                    || desk.state() == AgentState.TALKING
                    || desk.state() == AgentState.HOLD;
            assertThat(call != null).as("agent %s is %s", a, desk.state()).isEqualTo(bound);
            assertThat(desk.wrapUp() != null).isEqualTo(desk.state() == AgentState.WRAP_UP);
            if (call != null) {
                boolean asked = call.consult() != null && call.consult().role().equals("asked");
                boolean member =
                        call.conference() != null && call.conference().role().equals("member");
                if (!member) {
                    assertThat((asked ? askedAbout : held).add(call.interactionId()))
                            .as("one agent a call, and one asked about it")
                            .isTrue();
                }
                if (call.state().equals("talking") && !call.direction().equals("out")) {
                    LegId phone = exchange.legOf("phone" + a);
                    assertThat(phone).as("telephone of a talking agent").isNotNull();
                }
            }
        }
        assertThat(held).as("who is asked is asked by somebody").containsAll(askedAbout);
        for (Views.Queue queue : floor.queues()) {
            List<AgentState> states = floor.agents().stream()
                    .filter(x -> x.queueIds().contains(queue.id()))
                    .map(Views.Agent::state)
                    .toList();
            Views.AgentCounts counts = queue.agents();
            assertThat(counts.ready()).isEqualTo(count(states, AgentState.READY));
            assertThat(counts.ringing()).isEqualTo(count(states, AgentState.RINGING));
            assertThat(counts.talking()).isEqualTo(count(states, AgentState.TALKING) + count(states, AgentState.HOLD));
            assertThat(counts.wrapUp()).isEqualTo(count(states, AgentState.WRAP_UP));
            assertThat(counts.pause()).isEqualTo(count(states, AgentState.PAUSE));
            assertThat(counts.missed()).isEqualTo(count(states, AgentState.MISSED));
            assertThat(counts.offline()).isEqualTo(count(states, AgentState.OFFLINE));
            assertThat(queue.waiting()).isEqualTo((int) floor.waiting().stream()
                    .filter(w -> w.queueId().equals(queue.id()))
                    .count());
            assertThat(queue.talking()).isGreaterThanOrEqualTo(0);
        }
    }

    private static int count(List<AgentState> states, AgentState wanted) {
        return (int) states.stream().filter(s -> s == wanted).count();
    }

    /** Everybody goes home; nothing may be left. */
    void end() {
        exchange.slow = false;
        exchange.flush();
        centre.pass(400_000);
        for (LegId leg : List.copyOf(exchange.legs.keySet())) {
            exchange.partyEnds(leg, HangUpCause.NORMAL);
        }
        centre.pass(400_000);
        check();
        assertThat(exchange.legs).as("legs left").isEmpty();
        assertThat(centre.floor.callsUp()).as("calls left").isZero();
        assertThat(centre.floor.legsUp()).as("legs remembered").isZero();
        for (int a = 1; a <= 3; a++) {
            assertThat(centre.desk(a).supervising()).isNull();
            assertThat(centre.desk(a).call()).isNull();
            assertThat(centre.desk(a).wrapUp()).isNull();
        }
        Map<UUID, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (Fact fact : centre.facts) {
            if (fact.interactionId() != null) {
                counts.computeIfAbsent(fact.interactionId(), id -> new HashMap<>())
                        .merge(fact.type(), 1, Integer::sum);
            }
        }
        counts.forEach((id, types) -> {
            assertThat(types.get("interaction.started")).isEqualTo(1);
            assertThat(types.get("interaction.ended"))
                    .as("ends of %s", centre.factsOf(id))
                    .isEqualTo(1);
            for (String pair : List.of(
                    "queue.entered/queue.left",
                    "greeting.started/greeting.ended",
                    "offer.made/offer.ended",
                    "agent.connected/agent.disconnected",
                    "recording.started/recording.ended",
                    "hold.started/hold.ended",
                    "mute.started/mute.ended",
                    "attach.started/attach.ended",
                    "transfer.started/transfer.ended",
                    "consult.started/consult.ended",
                    "conference.joined/conference.left",
                    "supervision.started/supervision.ended",
                    "party.connected/party.disconnected",
                    "wrapup.started/wrapup.ended")) {
                String[] two = pair.split("/");
                assertThat(types.getOrDefault(two[0], 0))
                        .as("%s in %s", pair, centre.factsOf(id))
                        .isEqualTo(types.getOrDefault(two[1], 0));
            }
        });
        // and the floor still works
        centre.replan(Centre.plan(true));
        exchange.phone("phone2", true);
        for (int a = 1; a <= 3; a++) {
            centre.order(new Order.ChangeState(Centre.agent(a), AgentState.OFFLINE, null, null));
        }
        centre.order(new Order.ChangeState(Centre.agent(2), AgentState.READY, null, null));
        LegId caller = exchange.callIn("+7999", "1001");
        exchange.playbackOver(caller);
        assertThat(centre.desk(2).state()).as("agent 2 gets the next call").isEqualTo(AgentState.RINGING);
    }
}
