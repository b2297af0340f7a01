package org.otvet.server.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.Exchange;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangeListener;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.Hearing;
import org.otvet.telephony.LegId;
import org.otvet.telephony.LegSnapshot;
import org.otvet.telephony.MediaStats;
import org.otvet.telephony.Mix;
import org.otvet.telephony.MixId;
import org.otvet.telephony.Origin;
import org.otvet.telephony.PhoneCredentials;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.Playback;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingOrder;
import org.otvet.telephony.TrunkId;

/**
 * An exchange without a network: keeps the port's promises (a leg ends exactly once, commands to gone legs are ignored)
 * and does what the parties are told to do. With {@code slow} set, a leg that is hung up goes only with {@link #flush},
 * and its party may still answer or hang up before that.
 */
public final class InMemoryExchange implements Exchange {

    /** A party's connection. */
    public static final class Leg {
        public final LegId id;
        public final String who;
        public final boolean offered;
        public String state;
        public LegId partner;
        public MixId mix;
        public Hearing mixed;
        public Playback hears;
        public boolean muted;
        public String digits = "";
        public Dial dial;
        HangUpCause hangingUp;

        Leg(LegId id, String who, boolean offered, String state) {
            this.id = id;
            this.who = who;
            this.offered = offered;
            this.state = state;
        }
    }

    public final Map<LegId, Leg> legs = new LinkedHashMap<>();
    public final Map<RecordingId, RecordingOrder> recordings = new LinkedHashMap<>();
    public final Set<RecordingId> pausedRecordings = new HashSet<>();
    public final Set<String> unreachable = new HashSet<>();
    public boolean slow;
    private final Map<PhoneId, String> minted = new HashMap<>();
    private final Supplier<Instant> clock;
    private ExchangeListener listener = event -> {};

    public InMemoryExchange(Supplier<Instant> clock) {
        this.clock = clock;
    }

    private Instant now() {
        return clock.get();
    }

    // what parties do

    public synchronized LegId callIn(String from, String to) {
        LegId id = LegId.random();
        legs.put(id, new Leg(id, from, true, "offered"));
        listener.on(new ExchangeEvent.LegOffered(
                now(), id, new Origin.FromTrunk(new TrunkId("trunk")), from, "", to, "call-" + id, Map.of()));
        return id;
    }

    public synchronized void partyAnswers(LegId id) {
        Leg leg = legs.get(id);
        if (leg != null && !leg.offered && !leg.state.equals("up")) {
            leg.state = "up";
            listener.on(new ExchangeEvent.LegAnswered(now(), id));
        }
    }

    public synchronized void partyRings(LegId id) {
        Leg leg = legs.get(id);
        if (leg != null && leg.state.equals("dialling")) {
            leg.state = "ringing";
            listener.on(new ExchangeEvent.LegRinging(now(), id, false));
        }
    }

    /** The carrier sends sound before anybody answered. */
    public synchronized void partySendsEarlyMedia(LegId id) {
        Leg leg = legs.get(id);
        if (leg != null && !leg.state.equals("up")) {
            leg.state = "early";
            listener.on(new ExchangeEvent.LegRinging(now(), id, true));
        }
    }

    public synchronized void partyEnds(LegId id, HangUpCause cause) {
        end(id, cause, EndedBy.PEER);
    }

    public synchronized void networkLoses(LegId id) {
        end(id, HangUpCause.CONNECTION_LOST, EndedBy.NETWORK);
    }

    public synchronized void measured(LegId id, double mos) {
        if (legs.containsKey(id)) {
            listener.on(
                    new ExchangeEvent.MediaMeasured(now(), id, new MediaStats("PCMA", 230, 250, 20, 3, 40, -1, mos)));
        }
    }

    public synchronized void mediaLost(LegId id) {
        if (legs.containsKey(id)) {
            listener.on(new ExchangeEvent.MediaLost(now(), id, 5_000));
        }
    }

    public synchronized void peerHold(LegId id, boolean held) {
        if (legs.containsKey(id)) {
            listener.on(new ExchangeEvent.PeerHold(now(), id, held));
        }
    }

    public synchronized void press(LegId id, char digit) {
        listener.on(new ExchangeEvent.DigitPressed(now(), id, digit, 100));
    }

    public synchronized void playbackOver(LegId id) {
        Leg leg = legs.get(id);
        if (leg != null && leg.hears != null && !leg.hears.loop()) {
            Playback was = leg.hears;
            leg.hears = null;
            listener.on(new ExchangeEvent.PlaybackEnded(now(), id, was.id(), true, ""));
        }
    }

    public synchronized void phone(String phone, boolean reachable) {
        if (reachable) {
            unreachable.remove(phone);
            listener.on(new ExchangeEvent.PhoneReachable(now(), new PhoneId(phone), "test", "127.0.0.1"));
        } else {
            unreachable.add(phone);
            listener.on(new ExchangeEvent.PhoneUnreachable(now(), new PhoneId(phone), "unregistered"));
        }
    }

    /** The newest leg of a telephone or number, null when there is none. */
    public synchronized LegId legOf(String who) {
        return legs.values().stream()
                .filter(l -> l.who.equals(who))
                .reduce((a, b) -> b)
                .map(l -> l.id)
                .orElse(null);
    }

    /** What the party hears: another party's name, {@code music}, {@code tones} or {@code nothing}. */
    public synchronized String hears(LegId id) {
        Leg leg = legs.get(id);
        if (leg.hears != null) {
            return leg.hears.loop() ? "music" : "prompt";
        }
        if (leg.mix != null) {
            String heard = legs.values().stream()
                    .filter(l -> l != leg && leg.mix.equals(l.mix) && !l.muted && leg.mixed.includes(l.id))
                    .map(l -> l.who)
                    .sorted()
                    .collect(Collectors.joining("+"));
            return heard.isEmpty() ? "nothing" : heard;
        }
        Leg partner = leg.partner == null ? null : legs.get(leg.partner);
        return partner == null || partner.muted ? "nothing" : partner.who;
    }

    /** Ends what was hung up but lingered. */
    public synchronized void flush() {
        for (Leg leg : List.copyOf(legs.values())) {
            if (leg.hangingUp != null) {
                end(leg.id, leg.hangingUp, EndedBy.OTVET);
            }
        }
    }

    private void end(LegId id, HangUpCause cause, EndedBy by) {
        Leg leg = legs.remove(id);
        if (leg == null) {
            return;
        }
        part(leg);
        List<RecordingOrder> closed = new ArrayList<>();
        recordings.values().removeIf(order -> {
            boolean over = order.left().equals(id) || order.right().equals(id);
            if (over) {
                closed.add(order);
            }
            return over;
        });
        for (RecordingOrder order : closed) {
            listener.on(new ExchangeEvent.RecordingClosed(now(), order.id(), 1_000, 32_044, ""));
        }
        listener.on(new ExchangeEvent.LegEnded(
                now(), id, cause, by, 0, "", new MediaStats("PCMA", 50, 50, 0, 0.1, -1, -1, 4.4)));
    }

    private void part(Leg leg) {
        Leg partner = leg.partner == null ? null : legs.get(leg.partner);
        if (partner != null) {
            partner.partner = null;
        }
        leg.partner = null;
        leg.mix = null;
    }

    // the port

    @Override
    public synchronized void start(ExchangeListener listener) {
        this.listener = listener;
    }

    @Override
    public void configure(ExchangePlan plan) {}

    @Override
    public synchronized void ring(LegId id) {
        Leg leg = legs.get(id);
        if (leg != null && leg.state.equals("offered")) {
            leg.state = "ringing";
        }
    }

    @Override
    public synchronized void answer(LegId id) {
        Leg leg = legs.get(id);
        if (leg != null && leg.offered && !leg.state.equals("up")) {
            leg.state = "up";
            listener.on(new ExchangeEvent.LegAnswered(now(), id));
        }
    }

    @Override
    public synchronized void hangUp(LegId id, HangUpCause cause) {
        Leg leg = legs.get(id);
        if (leg != null) {
            leg.hangingUp = cause;
            if (!slow) {
                end(id, cause, EndedBy.OTVET);
            }
        }
    }

    @Override
    public synchronized void dial(Dial dial) {
        String who = switch (dial.target()) {
            case DialTarget.Phone p -> p.phone().value();
            case DialTarget.Number n -> n.ways().getFirst().number();
        };
        Leg leg = new Leg(dial.leg(), who, false, "dialling");
        leg.dial = dial;
        if (legs.put(dial.leg(), leg) != null) {
            throw new AssertionError("leg " + dial.leg() + " was used before");
        }
        if (dial.target() instanceof DialTarget.Number n) {
            listener.on(new ExchangeEvent.LegRouted(
                    now(), dial.leg(), n.ways().getFirst().trunk(), who, 0));
        }
        if (unreachable.contains(who)) {
            end(dial.leg(), HangUpCause.UNREACHABLE, EndedBy.NETWORK);
        }
    }

    @Override
    public synchronized void play(LegId id, Playback playback) {
        Leg leg = up(id);
        if (leg != null) {
            leg.hears = playback;
        }
    }

    @Override
    public synchronized void stopPlaying(LegId id) {
        Leg leg = up(id);
        if (leg != null) {
            leg.hears = null;
        }
    }

    @Override
    public synchronized void connect(LegId a, LegId b) {
        Leg one = up(a);
        Leg two = up(b);
        if (one != null && two != null) {
            part(one);
            part(two);
            one.partner = b;
            two.partner = a;
            one.hears = null;
            two.hears = null;
        }
    }

    @Override
    public synchronized void mix(Mix mix) {
        List<LegId> named = mix.parties().stream().map(Mix.Party::leg).toList();
        for (Leg leg : legs.values()) {
            if (mix.id().equals(leg.mix) && !named.contains(leg.id)) {
                leg.mix = null;
            }
        }
        for (Mix.Party party : mix.parties()) {
            Leg leg = up(party.leg());
            if (leg == null) {
                continue;
            }
            if (!mix.id().equals(leg.mix)) {
                part(leg);
                leg.hears = null;
                leg.mix = mix.id();
            }
            leg.mixed = party.hearing();
        }
    }

    private Leg up(LegId id) {
        Leg leg = legs.get(id);
        if (leg != null && !leg.state.equals("up") && !leg.state.equals("early")) {
            throw new AssertionError(leg.who + " is " + leg.state + ", not up");
        }
        return leg;
    }

    @Override
    public synchronized void disconnect(LegId id) {
        Leg leg = legs.get(id);
        if (leg != null) {
            part(leg);
        }
    }

    @Override
    public synchronized void mute(LegId id, boolean muted) {
        Leg leg = legs.get(id);
        if (leg != null) {
            leg.muted = muted;
        }
    }

    @Override
    public synchronized void sendDigits(LegId id, String digits) {
        Leg leg = up(id);
        if (leg != null) {
            leg.digits += digits;
        }
    }

    @Override
    public synchronized void record(RecordingOrder order) {
        if (up(order.left()) != null && up(order.right()) != null) {
            recordings.put(order.id(), order);
            pauseRecording(order.id(), order.paused());
        } else {
            listener.on(new ExchangeEvent.RecordingClosed(now(), order.id(), 0, 0, "leg-gone"));
        }
    }

    @Override
    public synchronized void pauseRecording(RecordingId recording, boolean paused) {
        if (paused && recordings.containsKey(recording)) {
            pausedRecordings.add(recording);
        } else {
            pausedRecordings.remove(recording);
        }
    }

    @Override
    public synchronized void stopRecording(RecordingId recording) {
        if (recordings.remove(recording) != null) {
            listener.on(new ExchangeEvent.RecordingClosed(now(), recording, 1_000, 32_044, ""));
        }
    }

    @Override
    public synchronized PhoneCredentials mintCredentials(PhoneId phone, Duration validity) {
        String password = minted.computeIfAbsent(phone, p -> UUID.randomUUID().toString());
        return new PhoneCredentials(phone.value(), password, "otvet", now().plus(validity));
    }

    @Override
    public synchronized void revokeCredentials(PhoneId phone) {
        minted.remove(phone);
    }

    @Override
    public synchronized boolean isReachable(PhoneId phone) {
        return !unreachable.contains(phone.value());
    }

    @Override
    public List<LegSnapshot> legs() {
        return List.of();
    }

    @Override
    public boolean isHealthy() {
        return true;
    }

    @Override
    public synchronized void close() {
        List.copyOf(legs.keySet()).forEach(id -> end(id, HangUpCause.SHUTDOWN, EndedBy.OTVET));
    }
}
