package org.otvet.phone;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.otvet.phone.SessionDescription.Direction;

/** One call's audio: negotiation, the 20 ms sender, what is heard and which keys are pressed. Owned by the loop. */
final class PhoneAudio {

    private static final int EVENTS = 101;
    private static final long FRAME_NS = 20_000_000;

    private final PhoneLoop loop;
    private final RtpPort port;
    private final List<Coding> offered;
    private final int packetMs;
    private final boolean hasEvents;
    private final HeardAudio heard;
    private final SrtpKeys keys;
    private final java.util.function.BiConsumer<Character, Integer> onDigit;
    private final long session = ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE);
    private final int ssrc = ThreadLocalRandom.current().nextInt();
    private final Reports reports = new Reports(ssrc);
    private final int losing;
    private final long reportNs;
    // SRTP adds up to 10 bytes
    private final ByteBuffer packet = ByteBuffer.allocate(12 + 8 * 60 + 32);
    private final short[] frame = new short[160];
    private final short[] samples = new short[8 * 60];
    private final byte[] payload = new byte[2048];
    private final DigitSender digits = new DigitSender();

    private int version;
    private Direction own = Direction.SENDRECV;
    private @Nullable SessionDescription remote;
    private Coding codec;
    private int payloadType;
    private Coding.Encoder encoder;
    private Coding.Decoder decoder;
    private int waiting;
    private Voice voice;
    private int events = EVENTS;
    private boolean sending;
    private boolean closed;
    private boolean marker = true;
    private int sequence = ThreadLocalRandom.current().nextInt(0x8000);
    private int timestamp = ThreadLocalRandom.current().nextInt();
    private long nextNs;
    private long nextReportNs;

    private int expected = -1;
    private int lastEvent = 0;
    private boolean eventSeen;
    private long lastNs;
    private volatile long sent;
    private volatile long received;
    private volatile long lost;
    private volatile long fromOthers;
    private volatile long unreadable;
    private volatile long longestGapMs;
    private volatile @Nullable Instant firstReceived;
    private volatile @Nullable Instant firstSound;

    PhoneAudio(PhoneLoop loop, PhoneBuilder settings, java.util.function.BiConsumer<Character, Integer> onDigit) {
        this.loop = loop;
        this.offered = settings.codecs;
        this.packetMs = settings.packetMs;
        this.hasEvents = settings.events;
        this.codec = offered.getFirst();
        this.payloadType = codec.payloadType();
        this.encoder = codec.encoder();
        this.decoder = codec.decoder();
        this.voice = settings.voice.get();
        this.heard = new HeardAudio(settings.rememberSeconds);
        this.losing = settings.losing;
        this.reportNs = settings.reports.toNanos();
        this.onDigit = onDigit;
        this.keys = new SrtpKeys(settings.encryption);
        this.port = new RtpPort(loop, settings.bind.getAddress(), this::receive, reports::read);
    }

    String offer(Direction direction) {
        own = direction;
        List<SessionDescription.Format> codecs = remote == null
                ? offered.stream()
                        .map(coding -> new SessionDescription.Format(coding, coding.payloadType()))
                        .toList()
                : List.of(new SessionDescription.Format(codec, payloadType));
        List<Crypto> offer = keys.offered();
        return new SessionDescription(
                        port.local(),
                        codecs,
                        hasEvents ? EVENTS : -1,
                        packetMs,
                        direction,
                        offer.isEmpty() ? "RTP/AVP" : "RTP/SAVP",
                        offer)
                .text(session, ++version);
    }

    /** The peer's answer to our offer; false when it has no codec of ours. */
    boolean accept(String answer) {
        SessionDescription description = SessionDescription.parse(answer, offered);
        return (keys.offered().isEmpty() || !description.cryptos().isEmpty()) && use(description);
    }

    /** Answers an offer, null when there is no common codec. */
    @Nullable
    String answer(String offer) {
        SessionDescription description = SessionDescription.parse(offer, offered);
        if (!use(description)) {
            return null;
        }
        return new SessionDescription(
                        port.local(),
                        List.of(new SessionDescription.Format(codec, payloadType)),
                        events,
                        packetMs,
                        description.direction().answered(own),
                        description.protocol(),
                        keys.answered())
                .text(session, ++version);
    }

    private boolean use(SessionDescription description) {
        if (description.codecs().isEmpty() || !keys.take(description)) {
            return false;
        }
        SessionDescription.Format common = description.codecs().getFirst();
        if (remote == null || common.codec() != codec) {
            codec = common.codec();
            encoder = codec.encoder();
            decoder = codec.decoder();
            waiting = 0;
        }
        payloadType = common.payloadType();
        events = hasEvents ? description.events() : -1;
        remote = description;
        if (!sending) {
            sending = true;
            nextNs = System.nanoTime();
            nextReportNs = nextNs + reportNs;
            tick();
        }
        return true;
    }

    /** True when the peer listens and we have not put it on hold. */
    private boolean mayTalk() {
        return remote != null && remote.address() != null && remote.direction().receives && own == Direction.SENDRECV;
    }

    boolean heldByPeer() {
        return remote != null && (!remote.direction().receives || remote.address() == null);
    }

    void voice(Voice next) {
        voice = next;
    }

    void press(String keys) {
        digits.press(keys);
    }

    private void tick() {
        if (closed) {
            return;
        }
        long behind = System.nanoTime() - nextNs;
        nextNs = behind > 10 * FRAME_NS ? System.nanoTime() : nextNs;
        if (mayTalk()) {
            speak();
        }
        if (nextNs >= nextReportNs && remote != null && remote.address() != null) {
            nextReportNs = nextNs + reportNs;
            port.report(reports.write(sent, timestamp), remote.address());
        }
        timestamp += codec.clockRate() / 50;
        nextNs += FRAME_NS;
        loop.at(nextNs, this::tick);
    }

    private void speak() {
        packet.clear().position(12);
        if (digits.busy() && events >= 0) {
            if (digits.next(packet, timestamp, codec.clockRate() / 50)) {
                send(events, digits.first(), digits.timestamp());
            }
            waiting = 0;
            return;
        }
        if (!voice.speak(frame)) {
            marker = true;
            waiting = 0;
            return;
        }
        System.arraycopy(frame, 0, samples, waiting, frame.length);
        waiting += frame.length;
        int count = packetMs * 8;
        while (waiting >= count) {
            // the clock stands at the beginning of the last 20 ms that were spoken
            int behind = (waiting - frame.length) * (codec.clockRate() / 8000);
            int length = encoder.encode(samples, count, payload);
            packet.clear().position(12).put(payload, 0, length);
            send(payloadType, marker, timestamp - behind);
            marker = false;
            waiting -= count;
            System.arraycopy(samples, count, samples, 0, waiting);
        }
    }

    private void send(int type, boolean mark, int time) {
        SessionDescription to = remote;
        if (to == null || to.address() == null) {
            return;
        }
        packet.put(0, (byte) 0x80)
                .put(1, (byte) (type | (mark ? 0x80 : 0)))
                .putShort(2, (short) sequence++)
                .putInt(4, time)
                .putInt(8, ssrc);
        packet.flip();
        keys.protect(packet);
        boolean lose = losing > 0 && sequence % losing == 0;
        if (!lose && port.send(packet, to.address())) {
            sent++;
        }
    }

    private void receive(ByteBuffer data, InetSocketAddress from) {
        if (data.remaining() < 12 || (data.get(0) & 0xC0) != 0x80) {
            return;
        }
        if (!keys.open(data)) {
            unreadable++;
            return;
        }
        int start = 12 + 4 * (data.get(0) & 0x0F);
        if ((data.get(0) & 0x10) != 0 && data.limit() >= start + 4) {
            start += 4 + 4 * (data.getShort(start + 2) & 0xFFFF);
        }
        int length = data.limit() - start;
        int type = data.get(1) & 0x7F;
        if (length <= 0) {
            return;
        }
        count(data.getShort(2) & 0xFFFF, from);
        reports.received(data.getInt(8), data.getShort(2) & 0xFFFF, data.getInt(4), (int)
                (System.nanoTime() / 1000 * (codec.clockRate() / 1000) / 1000));
        if (type == events && length >= 4) {
            event(data, start, data.getInt(4));
        } else if (heard.isKept() || firstSound == null) {
            Coding.Decoder with = type == payloadType || type == codec.payloadType() ? decoder : other(type);
            if (with != null) {
                data.get(start, payload, 0, length);
                hear(with.decode(payload, length));
            }
        }
    }

    /** What is spoken in a law of G.711 other than the agreed codec. */
    private static Coding.@Nullable Decoder other(int type) {
        return type == Codec.PCMA.payloadType()
                ? Codec.PCMA.decoder()
                : type == Codec.PCMU.payloadType() ? Codec.PCMU.decoder() : null;
    }

    private void hear(short[] sound) {
        if (firstSound == null && !Tones.silent(sound)) {
            firstSound = Instant.now();
        }
        if (heard.isKept()) {
            heard.add(sound, sound.length);
        }
    }

    private void count(int number, InetSocketAddress from) {
        long now = System.nanoTime();
        if (firstReceived == null) {
            firstReceived = Instant.now();
        } else {
            longestGapMs = Math.max(longestGapMs, (now - lastNs) / 1_000_000);
        }
        lastNs = now;
        received++;
        if (expected >= 0) {
            int gap = (short) (number - expected);
            lost += gap > 0 && gap < 1000 ? gap : 0;
        }
        expected = number + 1 & 0xFFFF;
        if (remote != null && !from.equals(remote.address())) {
            fromOthers++;
        }
    }

    private void event(ByteBuffer data, int start, int time) {
        boolean end = (data.get(start + 1) & 0x80) != 0;
        if (end && !(eventSeen && lastEvent == time)) {
            eventSeen = true;
            lastEvent = time;
            int code = data.get(start) & 0xFF;
            if (code < DigitSender.KEYS.length()) {
                onDigit.accept(
                        DigitSender.KEYS.charAt(code),
                        (data.getShort(start + 2) & 0xFFFF) / (codec.clockRate() / 1000));
            }
        }
    }

    HeardAudio heard() {
        return heard;
    }

    Coding codec() {
        return codec;
    }

    SrtpKeys keys() {
        return keys;
    }

    /** Packets that were not encrypted as agreed on. */
    long unreadable() {
        return unreadable;
    }

    InetSocketAddress local() {
        return port.local();
    }

    AudioStats stats() {
        return new AudioStats(sent, received, lost, fromOthers, longestGapMs, firstReceived, firstSound);
    }

    void close() {
        if (!closed) {
            closed = true;
            port.close();
        }
    }
}
