package org.otvet.server.floor.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.routing.InteractionId;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.MediaStats;
import org.otvet.telephony.MixId;
import org.otvet.telephony.PlaybackId;
import org.otvet.telephony.TrunkId;

/** An interaction by voice from its first message to its last. */
final class CallLive {

    static final Comparator<CallLive> LONGEST_WAITING =
            Comparator.<CallLive>comparingLong(c -> c.waitingSinceMs).thenComparing(c -> c.id);

    final UUID id;
    final InteractionId routingId;
    final boolean inbound;
    final UUID projectId;
    final String number;
    final @Nullable String name;
    final String dialled;
    final @Nullable TrunkId trunk;
    final long startedMs;

    Stage stage;
    long stageSinceMs;

    final LegId customerLeg;
    boolean customerUp;
    boolean customerGone;
    /** Outbound: the number was called, not only the agent. */
    boolean customerDialled;

    /** Outbound, until it is answered: how far the call has come, empty before the number is called. */
    String progress = "";
    /** When a conversation with a number outside will be ended by a limit, 0 for never. */
    long outsideEndsMs;

    MediaStats customerMedia = MediaStats.NONE;

    @Nullable
    QueueLive queue;
    /** Key in the queue's line: changed only while out of it. */
    long waitingSinceMs;

    /** When it entered the line it is or was last in. */
    long inLineSinceMs;

    boolean inRouter;

    @Nullable
    PlaybackId greeting;

    FloorPlan.@Nullable Prompt numberGreeting;

    @Nullable
    AgentLive agent;

    @Nullable
    LegId agentLeg;

    boolean agentUp;
    boolean agentHeld;
    MediaStats agentMedia = MediaStats.NONE;
    String why = "";
    long offeredUntilMs;
    long waitedMs;
    int shownPlace;

    boolean muted;
    boolean talked;
    /** How the two parties' sound fares now. */
    final SoundQuality quality = new SoundQuality();
    /** The leg being called to bring the agent's telephone back, null when none is. */
    @Nullable
    LegId attachLeg;

    final RecordingState recorded = new RecordingState();

    @Nullable
    Consult consult;

    /** Others who joined, beside the agent. */
    final List<Member> conference = new ArrayList<>();

    boolean customerMuted;
    final List<Supervision> supervisions = new ArrayList<>();
    /** Where the customer is with more than one, and where the agent is without the customer. */
    @Nullable
    MixId mix;

    @Nullable
    MixId asideMix;
    /** Who handed the call on and gets it back when nobody takes it. */
    @Nullable
    AgentLive back;
    /** Somebody outside who gets or has the customer without an agent. */
    @Nullable
    LegId partyLeg;

    String partyNumber = "";
    /** Projects on whose pages the call was shown. */
    final Set<UUID> seenIn = new HashSet<>();

    AgentLive.@Nullable Ask before;

    long talkMs;
    long holdMs;

    @Nullable
    String endedBy;

    HangUpCause cause = HangUpCause.NORMAL;
    int status;
    String result = "";
    long endedMs;

    /** The one timer of the present stage. */
    Timers.@Nullable Timer stageTimer;

    Timers.@Nullable Timer maxWaitTimer;

    CallLive(
            UUID id,
            boolean inbound,
            UUID projectId,
            String number,
            @Nullable String name,
            String dialled,
            @Nullable TrunkId trunk,
            LegId customerLeg,
            Stage stage,
            long nowMs) {
        this.id = id;
        this.routingId = new InteractionId(id);
        this.inbound = inbound;
        this.projectId = projectId;
        this.number = number;
        this.name = name;
        this.dialled = dialled;
        this.trunk = trunk;
        this.customerLeg = customerLeg;
        this.stage = stage;
        this.startedMs = nowMs;
        this.stageSinceMs = nowMs;
        this.waitingSinceMs = nowMs;
        this.inLineSinceMs = nowMs;
        seenIn.add(projectId);
    }

    boolean inConference() {
        return !conference.isEmpty();
    }

    @Nullable
    Member member(LegId leg) {
        return conference.stream().filter(m -> m.leg.equals(leg)).findFirst().orElse(null);
    }

    @Nullable
    Supervision supervisionOf(LegId leg) {
        return supervisions.stream().filter(s -> s.leg.equals(leg)).findFirst().orElse(null);
    }

    /** All who are in it or being called to it. */
    int parties() {
        return 2 + (consult == null ? 0 : 1) + conference.size() + supervisions.size();
    }

    /** The project for which the call is answered now; another than it came to after a transfer to that one's queue. */
    UUID servedProject() {
        return queue == null ? projectId : queue.plan.projectId();
    }
}
