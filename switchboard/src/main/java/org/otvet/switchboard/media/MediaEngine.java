package org.otvet.switchboard.media;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.prompt.SoundLibrary;
import org.otvet.switchboard.recording.Recorder;
import org.otvet.switchboard.recording.Recording;
import org.otvet.switchboard.recording.RecordingListener;
import org.otvet.switchboard.webrtc.CryptoWarmUp;
import org.otvet.switchboard.webrtc.DtlsIdentity;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the media threads, the ports, the recordings and the sound library. Safe from any thread. */
public final class MediaEngine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MediaEngine.class);

    private static final long CLOSE_WAIT_MS = 2_000;
    private static final int WARM_UP_ATTEMPTS = 3;

    /** Guards who is connected with whom; never taken while a leg's own lock is held. */
    final Object connections = new Object();

    private final MediaSettings settings;
    private final PortRange ports;
    private final SoundLibrary sounds = new SoundLibrary(SoundLibrary.DEFAULT_MAX_BYTES);
    private final Recorder recorder = new Recorder();
    private final Set<AudioLeg> legs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger nextThread = new AtomicInteger();
    private final CompletableFuture<DtlsIdentity> identity = new CompletableFuture<>();
    private volatile List<MediaThread> threads = List.of();
    private volatile boolean warm;

    public MediaEngine(MediaSettings settings) {
        this.settings = settings;
        this.ports = new PortRange(settings.portFrom(), settings.portTo());
    }

    /**
     * Starts the threads. The cryptography for browsers warms up beside (about half a second); {@link #isHealthy()} says
     * when it is done, and browser legs made before are only slower.
     *
     * @throws IOException when not even one port of the range can be bound; one clear line
     */
    public synchronized void start() throws IOException {
        if (!threads.isEmpty()) {
            throw new IllegalStateException("The media engine is started already");
        }
        try {
            MediaSockets.open(ports, settings.bindAddress(), true).close();
        } catch (NoMediaPortException e) {
            throw new IOException(
                    "No media port can be bound in " + settings.portFrom() + "-" + settings.portTo() + ": "
                            + e.getMessage(),
                    e);
        }
        List<MediaThread> started = new ArrayList<>();
        for (int i = 0; i < settings.threads(); i++) {
            MediaThread thread = new MediaThread(i + 1);
            thread.start();
            started.add(thread);
        }
        recorder.start();
        threads = List.copyOf(started);
        Thread.ofPlatform().name("media-warm-up").daemon(true).start(this::warmUp);
    }

    /**
     * A leg for a SIP phone or trunk, with the codecs of the settings.
     *
     * @throws NoMediaPortException when the range is used up
     */
    public MediaLeg createRtp(MediaLegListener listener) {
        return createRtp(listener, settings.phoneCodecs(), Encryption.USUAL);
    }

    /**
     * The same with a say in its encryption.
     *
     * @throws NoMediaPortException when the range is used up
     */
    public MediaLeg createRtp(MediaLegListener listener, Encryption encryption) {
        return createRtp(listener, settings.phoneCodecs(), encryption);
    }

    /**
     * A leg for a SIP phone or trunk.
     *
     * @param codecs what it takes, best first
     * @throws NoMediaPortException when the range is used up
     */
    public MediaLeg createRtp(MediaLegListener listener, List<AudioCodec> codecs, Encryption encryption) {
        MediaThread thread = thread();
        MediaSockets sockets = MediaSockets.open(ports, settings.bindAddress(), true);
        return begin(new RtpLeg(this, thread, listener, sockets, codecs, encryption), sockets);
    }

    /**
     * A leg for a browser, with the codecs of the settings.
     *
     * @throws NoMediaPortException when the range is used up
     */
    public MediaLeg createWebRtc(MediaLegListener listener) {
        return createWebRtc(listener, settings.browserCodecs());
    }

    /**
     * A leg for a browser.
     *
     * @param codecs what it takes, best first
     * @throws NoMediaPortException when the range is used up
     */
    public MediaLeg createWebRtc(MediaLegListener listener, List<AudioCodec> codecs) {
        MediaThread thread = thread();
        DtlsIdentity own = identity();
        MediaSockets sockets = MediaSockets.open(ports, settings.bindAddress(), false);
        return begin(new WebRtcLeg(this, thread, listener, sockets, own, codecs), sockets);
    }

    /** Our certificate; waits for it in the first moments. */
    DtlsIdentity identity() {
        return identity.join();
    }

    private AudioLeg begin(AudioLeg leg, MediaSockets sockets) {
        try {
            legs.add(leg);
            leg.begin();
            return leg;
        } catch (IOException e) {
            legs.remove(leg);
            sockets.close();
            throw new NoMediaPortException("A media socket cannot be served: " + e.getMessage());
        }
    }

    private void warmUp() {
        try {
            DtlsIdentity own = DtlsIdentity.create(Instant.now());
            identity.complete(own);
            warmUpWith(own);
            warm = true;
        } catch (IOException | RuntimeException | Error e) {
            log.error("Browsers cannot be called: {}", e.getMessage(), e);
            identity.completeExceptionally(e);
        }
    }

    /** On a machine that is busy starting, the handshake may run out of time: that is no reason to stay unhealthy. */
    private static void warmUpWith(DtlsIdentity own) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                CryptoWarmUp.run(own);
                return;
            } catch (IOException e) {
                if (attempt == WARM_UP_ATTEMPTS) {
                    throw e;
                }
                log.warn("Warming up for browser calls failed, trying again: {}", e.getMessage());
            }
        }
    }

    private MediaThread thread() {
        List<MediaThread> running = threads;
        if (running.isEmpty()) {
            throw new IllegalStateException("The media engine is not running");
        }
        return running.get(Math.floorMod(nextThread.getAndIncrement(), running.size()));
    }

    /**
     * Records what two parties say, the first into the left channel, until {@link #stopRecording} or until either leg is
     * closed. The file and its directories are made; it must not exist yet.
     *
     * @throws IllegalArgumentException when the legs are not of this engine
     * @throws IllegalStateException when a recording of that id is running, or the engine is not
     */
    public void record(RecordingOrder order, MediaLeg left, MediaLeg right, RecordingListener listener) {
        AudioLeg first = own(left);
        AudioLeg second = own(right);
        AudioCodec codec = first.codec();
        G711 law = codec == null ? null : codec.law();
        Recording recording = recorder.open(order.id(), order.place(), law == null ? NarrowedSound.LAW : law, listener);
        if (order.paused()) {
            recording.pause();
        }
        first.tap(recording.left());
        second.tap(recording.right());
    }

    /** Closes the file soon after; unknown ids are ignored. */
    public void stopRecording(RecordingId id) {
        recorder.stop(id);
    }

    /** A mix for several legs, with nobody in it yet. */
    public MediaMix createMix() {
        return new MediaMix(this, thread());
    }

    /** @throws IllegalArgumentException when the leg is not of this engine */
    AudioLeg own(MediaLeg leg) {
        if (leg instanceof AudioLeg own && own.engine == this) {
            return own;
        }
        throw new IllegalArgumentException("The leg is not of this engine");
    }

    /** Keeps what is said out of a recording, or lets it in again; unknown ids are ignored. */
    public void pauseRecording(RecordingId id, boolean paused) {
        recorder.pause(id, paused);
    }

    public SoundLibrary sounds() {
        return sounds;
    }

    /** True while every media thread and the recording writer are alive and came round within the last seconds. */
    public boolean isHealthy() {
        List<MediaThread> running = threads;
        return warm && !running.isEmpty() && running.stream().allMatch(MediaThread::isHealthy) && recorder.isHealthy();
    }

    public MediaSettings settings() {
        return settings;
    }

    void forget(AudioLeg leg) {
        legs.remove(leg);
    }

    /** Closes all legs, then all recordings; waits a bounded time. */
    @Override
    public synchronized void close() {
        List<MediaThread> running = threads;
        threads = List.of();
        legs.forEach(AudioLeg::close);
        recorder.close();
        running.forEach(MediaThread::stop);
        try {
            for (MediaThread thread : running) {
                thread.join(CLOSE_WAIT_MS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
