package org.otvet.switchboard.media;

import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.prompt.PreparedSound;
import org.otvet.switchboard.recording.RecordingChannel;
import org.otvet.switchboard.rtp.RtcpSession;
import org.otvet.switchboard.sdp.LocalAudio;
import org.otvet.switchboard.sdp.Protections;
import org.otvet.switchboard.sdp.RemoteAudio;
import org.otvet.switchboard.sdp.SdpException;
import org.otvet.switchboard.sdp.SessionDescription;
import org.otvet.telephony.MediaStats;
import org.otvet.telephony.PlaybackId;

/**
 * What RTP and WebRTC legs share: negotiation, connections, and the way of a packet from one party to its partner and its
 * recordings.
 *
 * <p>Receiving belongs to the leg's media thread, sending is guarded by {@link OutgoingSound}, negotiation by
 * {@code negotiation}, connections by the engine; what others set and the media thread reads is volatile.
 */
abstract class AudioLeg implements MediaLeg, OutgoingSound.Carrier, MediaThread.Ticking {

    private static final AtomicLong SOURCES = new AtomicLong();
    private static final long REPORT_NS = 5_000_000_000L;

    final MediaEngine engine;
    final MediaThread thread;
    final MediaLegListener listener;
    final OutgoingSound outgoing = new OutgoingSound(this);
    final IncomingSound incoming;

    private final long sourceId = SOURCES.incrementAndGet();
    private final RtcpSession rtcp = new RtcpSession();
    private final MediaFigures figures;
    private final SpokenSound spoken = new SpokenSound(this, sourceId);
    private final InbandKeys inbandKeys;
    private final LongAdder dropped = new LongAdder();
    private final Object negotiation = new Object();
    private long version;
    private long nextReportNs = System.nanoTime() + ThreadLocalRandom.current().nextLong(REPORT_NS);

    private volatile @Nullable RemoteAudio remote;
    private volatile @Nullable AudioLeg partner;
    private volatile @Nullable MixSeat seat;
    private volatile boolean muted;
    private volatile boolean closed;
    private final Taps taps = new Taps();

    AudioLeg(MediaEngine engine, MediaThread thread, MediaLegListener listener) {
        this.engine = engine;
        this.thread = thread;
        this.listener = listener;
        this.incoming = new IncomingSound(listener);
        this.inbandKeys = new InbandKeys(listener);
        this.figures = new MediaFigures(incoming.reception(), rtcp);
    }

    /** Our side as descriptions tell it, after what has been agreed on. */
    abstract LocalAudio local();

    /** What we take, best first. */
    abstract List<AudioCodec> codecs();

    /** Where we listen. */
    abstract int port();

    /** The ways of protecting the sound that this leg takes part in. */
    abstract Protections taken();

    /**
     * A description has been agreed on.
     *
     * @throws SdpException when it cannot follow the one before; nothing has changed then
     */
    abstract void agree(RemoteAudio agreed, @Nullable InetAddress signallingSource) throws SdpException;

    /** Frees sockets and keys; this leg's thread, once. */
    abstract void release();

    /** The transport's own figures for support. */
    abstract void describe(Map<String, Object> figures);

    /** Begins to be served. */
    void begin() throws IOException {
        thread.execute(() -> thread.add(this));
    }

    // ---- negotiation

    @Override
    public String offer() {
        synchronized (negotiation) {
            return local().offer(++version, remote);
        }
    }

    @Override
    public String answer(String remoteOffer, @Nullable InetAddress signallingSource) throws SdpException {
        SessionDescription description = SessionDescription.parse(remoteOffer);
        RemoteAudio offered = RemoteAudio.of(description, taken(), codecs());
        synchronized (negotiation) {
            accept(offered, signallingSource);
            return local().answer(++version, description, offered);
        }
    }

    @Override
    public void applyAnswer(String remoteAnswer, @Nullable InetAddress signallingSource) throws SdpException {
        SessionDescription description = SessionDescription.parse(remoteAnswer);
        RemoteAudio answered = RemoteAudio.of(description, taken(), codecs());
        synchronized (negotiation) {
            accept(answered, signallingSource);
        }
    }

    private void accept(RemoteAudio agreed, @Nullable InetAddress signallingSource) throws SdpException {
        agree(agreed, signallingSource);
        RemoteAudio before = remote;
        remote = agreed;
        boolean held = before != null && before.holds();
        onThread(() -> {
            incoming.expect(System.nanoTime());
            if (agreed.holds() != held) {
                listener.onPeerHold(agreed.holds());
            }
        });
    }

    @Override
    public @Nullable RemoteAudio remote() {
        return remote;
    }

    @Override
    public @Nullable AudioCodec codec() {
        RemoteAudio agreed = remote;
        return agreed == null ? null : agreed.codec();
    }

    // ---- connections and recordings

    @Override
    @SuppressWarnings("ReferenceEquality") // a leg is itself only
    public void connect(MediaLeg other) {
        if (!(other instanceof AudioLeg leg) || leg == this || leg.engine != engine) {
            throw new IllegalArgumentException("A leg can be connected with another leg of the same engine only");
        }
        synchronized (engine.connections) {
            MixSeat mixed = seat;
            if (mixed == null || !mixed.mix.leaveTogether(this, leg)) {
                part();
                leg.part();
                partner(this, leg);
            }
        }
        stopPlaying();
        leg.stopPlaying();
    }

    /** Packets that go to no mix go from one to the other from now on; under the engine's connections. */
    static void partner(AudioLeg one, AudioLeg other) {
        if (!one.closed && !other.closed) {
            one.partner = other;
            other.partner = one;
        }
    }

    boolean isConnectedWith(AudioLeg other) {
        return partner == other;
    }

    /** Takes a place in a mix and leaves another one, or with null gives up its place; under the connections. */
    void sit(@Nullable MixSeat next) {
        MixSeat before = seat;
        seat = next;
        if (next != null && before != null) {
            before.mix.leave(this);
        }
    }

    /** Nobody is spoken to directly any more; under the connections. */
    @SuppressWarnings("ReferenceEquality") // a leg is itself only
    void leavePartner() {
        AudioLeg before = partner;
        partner = null;
        if (before != null && before.partner == this) {
            before.partner = null;
        }
    }

    @Override
    public void disconnect() {
        synchronized (engine.connections) {
            part();
        }
    }

    private void part() {
        leavePartner();
        MixSeat mixed = seat;
        seat = null;
        if (mixed != null) {
            mixed.mix.leave(this);
        }
    }

    @Override
    public void mute(boolean mute) {
        muted = mute;
    }

    /** What the party says goes into the recording too, until that is stopped. */
    void tap(RecordingChannel channel) {
        taps.add(channel);
        if (closed) {
            channel.recording().stop();
        }
    }

    RecordingChannel[] taps() {
        return taps.running();
    }

    // ---- playing and keys

    @Override
    public void play(PlaybackId playback, List<PreparedSound> sounds, boolean loop) {
        reportEnd(outgoing.play(new Player(playback, sounds, loop)), false);
        onThread(() -> thread.tick(this));
    }

    @Override
    public void stopPlaying() {
        reportEnd(outgoing.play(null), false);
    }

    private void reportEnd(@Nullable Player ended, boolean completed) {
        if (ended != null) {
            onThread(() -> listener.onPlaybackEnded(ended.id(), completed, ""));
        }
    }

    @Override
    public boolean sendDigits(String digits) {
        RemoteAudio agreed = remote;
        if (agreed == null || agreed.digitPayloadType() < 0) {
            return false;
        }
        outgoing.send(digits);
        onThread(() -> thread.tick(this));
        return true;
    }

    @Override
    public void keysAreSignalled() {
        inbandKeys.giveUp();
    }

    @Override
    public void missTicks(int missed) {
        if (outgoing.isPlaying()) {
            outgoing.missTicks(missed);
        }
        AudioLeg hearer = partner;
        if (hearer != null && spoken.isTranscoded()) {
            hearer.outgoing.missTicks(missed);
        }
    }

    /** One step of playing and of passing on what is decoded; this leg's thread. */
    @Override
    public boolean tick(MediaThread via, long nowNs) {
        OutgoingSound.Step step = outgoing.tick(via, nowNs);
        if (step.ended() != null) {
            listener.onPlaybackEnded(step.ended().id(), true, "");
        }
        boolean passesOn = spoken.tick(via, partner, muted, nowNs);
        return step.more() || passesOn;
    }

    // ---- the way of a packet

    /** Takes a packet of {@link MediaThread#in} that is known to come from the party. This leg's thread. */
    void onRtp(MediaThread via, int length, long nowNs) {
        RemoteAudio agreed = remote;
        if (agreed == null || closed) {
            drop();
            return;
        }
        byte[] packet = via.in;
        IncomingSound.Kind kind = incoming.read(agreed, packet, length, nowNs);
        int offset = incoming.payloadOffset();
        int bytes = incoming.payloadBytes();
        if (kind == IncomingSound.Kind.REFUSED || kind == IncomingSound.Kind.OTHER) {
            drop();
            if (kind == IncomingSound.Kind.OTHER) {
                spoken.other(partner, packet, offset, bytes, nowNs);
            }
            return;
        }
        AudioCodec codec = incoming.codec();
        if (codec != null && agreed.digitPayloadType() < 0) {
            inbandKeys.hear(codec, packet, offset, bytes);
        }
        boolean silenced = muted;
        // before the seat: a seat is taken before the partner is left, and given up after one is there
        AudioLeg direct = partner;
        MixSeat mix = seat;
        boolean mixed = mix != null && mix.intake.isOpen();
        RecordingChannel[] running = taps.running();
        if (codec != null && !silenced && (mixed || running.length > 0)) {
            mixed = spoken.keep(mixed ? mix : null, running, codec, packet, offset, bytes, nowNs);
        }
        AudioLeg hearer = mixed ? null : direct == null ? partner : direct;
        if (hearer != null) {
            spoken.pass(via, hearer, codec, agreed.digitClockRate(), offset, bytes, silenced, nowNs);
        }
    }

    /** Takes an RTCP packet of {@link MediaThread#in}. This leg's thread. */
    void onRtcp(MediaThread via, int length, long nowNs) {
        if (!rtcp.onPacket(via.in, length, outgoing.ssrc(), System.currentTimeMillis(), nowNs)) {
            drop();
        }
    }

    /** A packet was turned away. */
    void drop() {
        dropped.increment();
    }

    /** Ten times a second. This leg's thread. */
    void sweep(MediaThread via, long nowNs) {
        RemoteAudio agreed = remote;
        if (agreed == null || closed) {
            return;
        }
        incoming.onTime(agreed.direction().sends(), nowNs);
        outgoing.keepAlive(via, agreed, nowNs);
        if (nowNs - nextReportNs >= 0) {
            nextReportNs = nowNs + REPORT_NS;
            outgoing.report(via, rtcp, incoming.reception(), nowNs);
            MediaStats recent = figures.recent(agreed, outgoing.packets());
            if (recent != null) {
                listener.onMeasured(recent);
            }
        }
    }

    // ---- figures and end

    @Override
    public MediaStats stats() {
        return figures.total(remote, outgoing.packets());
    }

    @Override
    public Map<String, Object> details() {
        RemoteAudio agreed = remote;
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("localPort", port());
        details.put("direction", agreed == null ? "none" : agreed.direction().name());
        details.put("connected", partner != null);
        details.put("mixed", seat != null);
        details.put("playing", outgoing.isPlaying());
        details.put("muted", muted);
        details.put("transcoded", spoken.isTranscoded());
        details.put("packetsDropped", dropped.sum());
        describe(details);
        return details;
    }

    @Override
    public void close() {
        if (!outgoing.close()) {
            return;
        }
        closed = true;
        disconnect();
        taps.stop();
        engine.forget(this);
        thread.execute(() -> {
            thread.remove(this);
            release();
        });
    }

    boolean isClosed() {
        return closed;
    }

    /** Runs something on this leg's thread, soon, unless the leg is closed by then. */
    void onThread(Runnable task) {
        thread.execute(() -> {
            if (!closed) {
                task.run();
            }
        });
    }
}
