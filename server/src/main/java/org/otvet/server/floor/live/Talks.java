package org.otvet.server.floor.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.Counterpart;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.ExchangeEvent.PlaybackEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Playback;
import org.otvet.telephony.PlaybackId;
import org.otvet.telephony.Sound;

/** Customer and agent together: talking, hold, mute, keys, and finding back after a lost telephone. */
final class Talks {

    private final Ground ground;
    private final Offers offers;
    private final Endings endings;
    private final Arrivals arrivals;
    private final Shifts shifts;
    private final Bridges bridges;
    private final CallRecorder recorder;
    private Consults consults;

    @SuppressWarnings("NullAway.Init")
    Talks(
            Ground ground,
            Offers offers,
            Endings endings,
            Arrivals arrivals,
            Shifts shifts,
            Bridges bridges,
            CallRecorder recorder) {
        this.recorder = recorder;
        this.ground = ground;
        this.offers = offers;
        this.endings = endings;
        this.arrivals = arrivals;
        this.shifts = shifts;
        this.bridges = bridges;
    }

    void meet(Consults consults) {
        this.consults = consults;
    }

    /** Lets the two hear each other; both legs are up. */
    void connect(CallLive call) {
        AgentLive agent = call.agent;
        LegId leg = call.agentLeg;
        if (agent == null || leg == null) {
            return;
        }
        FloorPlan.Prompt announcement = recorder.unheardAnnouncement(call);
        if (announcement != null) {
            announce(call, leg, announcement);
            return;
        }
        ground.enter(call, Stage.TALKING);
        call.talked = true;
        bridges.settle(call);
        ground.note(call, "agent.connected", "agentId", agent.id, "legId", leg.toString());
        shifts.become(agent, AgentState.TALKING, null, null);
        recorder.talkBegins(call);
    }

    /** The customer hears before they are connected that the call may be recorded; the agent hears it too. */
    private void announce(CallLive call, LegId agentLeg, FloorPlan.Prompt prompt) {
        ground.enter(call, Stage.CONNECTING);
        List<Sound> sounds = List.of(new Sound.File(prompt.file()));
        PlaybackId playback = new PlaybackId(ground.ids.get());
        call.recorded.announcing = playback;
        ground.effect(new Effect.Play(call.customerLeg, new Playback(playback, sounds, false)));
        ground.effect(new Effect.Play(agentLeg, new Playback(new PlaybackId(ground.ids.get()), sounds, false)));
        call.stageTimer = ground.after(Rules.ANNOUNCEMENT_BACKSTOP, () -> announced(call, prompt, ""));
    }

    /** The announcement before a talk has ended, or could not be played. */
    void playbackEnded(CallLive call, PlaybackEnded event) {
        FloorPlan.Prompt prompt = recorder.unheardAnnouncement(call);
        if (prompt != null && event.playback().equals(call.recorded.announcing)) {
            announced(call, prompt, event.problem());
        }
    }

    private void announced(CallLive call, FloorPlan.Prompt prompt, String problem) {
        call.recorded.announcing = null;
        ground.alarm(
                "announcement-unplayable",
                call.projectId,
                !problem.isEmpty(),
                () -> "The announcement of recording cannot be played: " + problem);
        recorder.announced(call, prompt);
        if (call.stage == Stage.CONNECTING) {
            connect(call);
        }
    }

    Outcome hold(CallLive call) {
        if (call.stage != Stage.TALKING || call.agent == null) {
            return Outcome.conflict("not-talking");
        }
        count(call);
        ground.enter(call, Stage.HOLD);
        leaveCustomer(call);
        ground.note(call, "hold.started", "by", call.agent.id);
        shifts.become(call.agent, AgentState.HOLD, null, null);
        return Outcome.DONE;
    }

    /** The customer hears music, or whoever is left with them in a conference. */
    private void leaveCustomer(CallLive call) {
        if (!call.inConference()) {
            ground.effect(new Effect.Disconnect(call.customerLeg));
            arrivals.playMusic(call);
        }
        bridges.settle(call);
    }

    Outcome resume(CallLive call) {
        if (call.stage != Stage.HOLD || call.agent == null || call.agentLeg == null) {
            return Outcome.conflict("not-on-hold");
        }
        count(call);
        ground.enter(call, Stage.TALKING);
        bridges.settle(call);
        ground.note(call, "hold.ended");
        shifts.become(call.agent, AgentState.TALKING, null, null);
        return Outcome.DONE;
    }

    /** The agent's own telephone holds or takes back: the customer hears music all the same. */
    void peerHold(CallLive call, boolean held) {
        call.agentHeld = held;
        if (call.consult != null) {
            return;
        }
        if (held) {
            hold(call);
        } else {
            resume(call);
        }
    }

    Outcome mute(CallLive call, boolean muted) {
        if (!call.stage.withAgent() || call.agentLeg == null || !call.agentUp) {
            return Outcome.conflict("not-talking");
        }
        if (call.muted != muted) {
            call.muted = muted;
            ground.effect(new Effect.Mute(call.agentLeg, muted));
            ground.note(call, muted ? "mute.started" : "mute.ended");
            ground.changes.call(call);
        }
        return Outcome.DONE;
    }

    Outcome digits(CallLive call, String digits) {
        if (!digits.matches("[0-9*#A-D]{1,32}")) {
            return Outcome.invalid("digits");
        }
        Consult consult = call.consult;
        boolean toConsulted = consult != null && consult.up && call.stage == Stage.HOLD;
        if (call.stage != Stage.TALKING && !toConsulted) {
            return Outcome.conflict("not-talking");
        }
        ground.effect(new Effect.SendDigits(consult != null && toConsulted ? consult.leg : call.customerLeg, digits));
        return Outcome.DONE;
    }

    /** Adds the time of the stage that ends to what it counts as. */
    private void count(CallLive call) {
        long lasted = ground.now - call.stageSinceMs;
        AgentLive agent = call.agent;
        if (agent == null) {
            return;
        }
        if (call.stage == Stage.TALKING) {
            call.talkMs += lasted;
            agent.talkMsToday += lasted;
            agent.handleMsToday += lasted;
        } else if (call.stage == Stage.HOLD) {
            call.holdMs += lasted;
            agent.handleMsToday += lasted;
        }
    }

    /** Customer and agent part; said once for each time they were connected. */
    void part(CallLive call) {
        count(call);
        if (call.stage == Stage.HOLD) {
            ground.note(call, "hold.ended");
        }
        if (call.muted) {
            call.muted = false;
            ground.note(call, "mute.ended");
        }
        if ((call.stage == Stage.TALKING || call.stage == Stage.HOLD) && call.agent != null) {
            ground.note(call, "agent.disconnected", "agentId", call.agent.id);
        }
    }

    void agentLegEnded(CallLive call, LegEnded event) {
        AgentLive agent = call.agent;
        call.agentMedia = event.media();
        call.agentUp = false;
        if (agent == null) {
            return;
        }
        boolean lost = event.endedBy() == EndedBy.NETWORK || event.cause() == HangUpCause.CONNECTION_LOST;
        if (lost && call.customerUp && call.stage != Stage.CONNECTING) {
            if (call.attachLeg == null) {
                detach(call);
            }
        } else if (call.stage == Stage.DETACHED) {
            ground.changes.call(call);
        } else if (!consults.agentLeaves(call)) {
            String by = Endings.sideOf(event.endedBy(), "agent");
            endings.end(call, by, HangUpCause.NORMAL, 0, Endings.resultByRule(call));
        }
    }

    /** The agent's telephone is lost and the customer is not: keep them for a while. */
    void detach(CallLive call) {
        if (call.stage != Stage.TALKING && call.stage != Stage.HOLD) {
            return;
        }
        AgentLive agent = call.agent;
        boolean held = call.stage == Stage.HOLD;
        part(call);
        ground.enter(call, Stage.DETACHED);
        call.agentHeld = false;
        recorder.telephoneLost(call);
        call.agentUp = false;
        if (held) {
            bridges.settle(call);
        } else {
            leaveCustomer(call);
        }
        call.stageTimer = ground.after(Rules.ATTACH_GRACE, () -> graceOver(call));
        if (agent != null) {
            dropAgentLeg(call, agent);
            consults.agentLost(call);
            shifts.become(agent, AgentState.TALKING, null, null);
        }
    }

    private void dropAgentLeg(CallLive call, AgentLive agent) {
        LegId leg = call.agentLeg;
        if (leg != null && ground.legs.containsKey(leg)) {
            ground.clearAgentLeg(agent, leg, HangUpCause.CONNECTION_LOST, null);
            offers.watchClearing(agent, leg);
        }
        call.agentLeg = null;
        call.agentUp = false;
    }

    private void graceOver(CallLive call) {
        if (call.stage == Stage.DETACHED && !consults.agentLeaves(call)) {
            endings.end(call, "network", HangUpCause.CONNECTION_LOST, 0, "answered");
        }
    }

    /** Calls the agent's telephone again and connects the customer to it. Asking twice is asking once. */
    Outcome attach(CallLive call) {
        AgentLive agent = call.agent;
        if (agent == null || agent.plan.phone() == null) {
            return Outcome.conflict("not-talking");
        }
        if (call.attachLeg != null) {
            return Outcome.DONE;
        }
        if (call.stage == Stage.TALKING || call.stage == Stage.HOLD) {
            detach(call);
        }
        if (call.stage != Stage.DETACHED) {
            return Outcome.conflict("not-talking");
        }
        LegId leg = ground.newLeg();
        call.attachLeg = leg;
        agent.legs.add(leg);
        ground.legs.put(leg, new Ground.Role(call, Ground.Side.ATTACH, agent));
        ground.note(call, "attach.started");
        ground.effect(new Effect.Call(autoAnswered(leg, agent.plan.phone(), call, Rules.ATTACH_RING)));
        return Outcome.DONE;
    }

    static Dial autoAnswered(LegId leg, FloorPlan.Phone phone, CallLive call, long ringMs) {
        return new Dial(
                leg,
                new DialTarget.Phone(phone.id()),
                call.number,
                call.name,
                Duration.ofMillis(ringMs),
                true,
                Map.of("X-Otvet-Interaction", call.id.toString(), "X-Otvet-Answer", "auto"),
                call.customerUp || call.trunk == null
                        ? new Counterpart.Party(call.customerLeg)
                        : new Counterpart.Line(call.trunk));
    }

    void attachAnswered(CallLive call, LegId leg) {
        AgentLive agent = call.agent;
        if (agent == null || call.stage != Stage.DETACHED || !leg.equals(call.attachLeg)) {
            return;
        }
        call.attachLeg = null;
        call.agentLeg = leg;
        call.agentUp = true;
        ground.legs.put(leg, new Ground.Role(call, Ground.Side.AGENT, agent));
        ground.note(call, "attach.ended", "ok", true);
        connect(call);
    }

    void attachLegEnded(CallLive call, LegEnded event, @Nullable AgentLive agent) {
        ground.legs.remove(event.leg());
        if (agent != null) {
            agent.legs.remove(event.leg());
        }
        if (event.leg().equals(call.attachLeg)) {
            call.attachLeg = null;
            ground.note(call, "attach.ended", "ok", false);
        }
    }
}
