package org.otvet.switchboard.media;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.codec.SoundEncoder;
import org.otvet.switchboard.rtp.DigitSender;
import org.otvet.switchboard.rtp.OutboundStream;
import org.otvet.switchboard.rtp.ReceptionStatistics;
import org.otvet.switchboard.rtp.RtcpSession;
import org.otvet.switchboard.rtp.RtpPacket;
import org.otvet.switchboard.sdp.RemoteAudio;

/**
 * What one party hears: its partner, or our sounds and keys, as one stream.
 *
 * <p>Guarded by its own monitor, because the partner's thread passes packets on directly. It is a leaf lock, held for one
 * packet; what goes out through {@link Carrier} does so under it.
 */
final class OutgoingSound {

    private static final int FRAMES_PER_SECOND = 1000 / AudioCodec.FRAME_MS;
    private static final long KEEP_ALIVE_NS = 10_000_000_000L;

    /** The way to the party. */
    interface Carrier {

        /** What was agreed on, null before. */
        @Nullable
        RemoteAudio remote();

        /** Whether the way is known and open. */
        boolean canTransmit();

        /** Sends an RTP packet that stands in {@link MediaThread#out}; never throws. */
        void transmit(MediaThread via, int length);

        /** Sends a report that stands in {@link MediaThread#out}; never throws. */
        void transmitReport(MediaThread via, int length);
    }

    private final Carrier carrier;
    private final OutboundStream stream = new OutboundStream();
    private final DigitSender digits = new DigitSender();
    private @Nullable Player player;
    private @Nullable SoundEncoder encoder;
    private @Nullable AudioCodec encoderCodec;
    private int encoderRate;
    private boolean closed;
    private long idleSinceNs;

    OutgoingSound(Carrier carrier) {
        this.carrier = carrier;
    }

    int ssrc() {
        return stream.ssrc();
    }

    synchronized long packets() {
        return stream.packets();
    }

    synchronized boolean isPlaying() {
        return player != null;
    }

    /** Sets what is played; gives the playback it replaces, null when there was none or nothing is played any more. */
    synchronized @Nullable Player play(@Nullable Player next) {
        Player before = player;
        player = closed ? null : next;
        stream.restart();
        return before;
    }

    synchronized void send(String keys) {
        digits.send(keys);
    }

    /** True for the first caller. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        player = null;
        return first;
    }

    /** What a step of 20 ms came to. {@code ended} is the playback that reached its end with it. */
    record Step(boolean more, @Nullable Player ended) {
        static final Step MORE = new Step(true, null);
        static final Step DONE = new Step(false, null);
    }

    synchronized Step tick(MediaThread via, long nowNs) {
        RemoteAudio agreed = carrier.remote();
        if (closed) {
            return Step.DONE;
        }
        Player current = player;
        if (agreed == null || !carrier.canTransmit()) {
            return current != null || digits.isBusy() ? Step.MORE : Step.DONE;
        }
        if (digits.isBusy()) {
            stream.clock(agreed.codec().clockRate());
            if (digits.next(stream, via.out, RtpPacket.HEADER_BYTES, agreed.digitClockRate(), nowNs)
                    && agreed.digitPayloadType() >= 0) {
                send(via, agreed.digitPayloadType(), DigitSender.EVENT_BYTES);
            }
        } else if (current != null) {
            int bytes = current.next(agreed.codec(), via.out, RtpPacket.HEADER_BYTES);
            if (bytes == 0) {
                player = null;
                return new Step(false, current);
            }
            sendOwn(via, agreed, bytes, nowNs);
        }
        return player != null || digits.isBusy() ? Step.MORE : Step.DONE;
    }

    /** So many steps could not be made in time; the sound goes on later. */
    synchronized void missTicks(int missed) {
        RemoteAudio agreed = carrier.remote();
        if (agreed != null) {
            stream.gap(missed * agreed.codec().clockRate() / FRAMES_PER_SECOND);
        }
    }

    /** A packet of the partner is not passed on. */
    synchronized void skip(long source) {
        stream.skip(source);
    }

    /**
     * Passes a partner's packet on.
     *
     * @param codec of the payload, null for a telephone event
     * @param clockRate of an event's duration, in Hz
     * @param silenced the partner is muted
     * @return false when the party does not take the codec: the sound must be decoded and {@linkplain #speak spoken}
     */
    synchronized boolean relay(
            MediaThread via,
            long source,
            @Nullable AudioCodec codec,
            int clockRate,
            byte[] packet,
            int offset,
            int bytes,
            boolean silenced,
            long nowNs) {
        RemoteAudio agreed = carrier.remote();
        if (agreed == null) {
            return true;
        }
        if (isBusy(agreed)) {
            stream.skip(source);
            return true;
        }
        AudioCodec own = agreed.codec();
        if (codec != null && !codec.isNear(own)) {
            return false;
        }
        int payloadType = codec == null ? agreed.digitPayloadType() : agreed.payloadType();
        if (payloadType < 0
                || bytes > MediaThread.PACKET_BYTES - RtpPacket.HEADER_BYTES
                || (codec == null && silenced)) {
            stream.skip(source);
            return true;
        }
        stream.clock(own.clockRate());
        stream.relay(
                source,
                RtpPacket.ssrc(packet),
                RtpPacket.sequence(packet),
                RtpPacket.timestamp(packet),
                RtpPacket.marker(packet),
                codec == null ? 0 : codec.duration(packet, offset, bytes),
                nowNs);
        System.arraycopy(packet, offset, via.out, RtpPacket.HEADER_BYTES, bytes);
        int length = bytes;
        if (codec == null) {
            DigitSender.changeClock(via.out, RtpPacket.HEADER_BYTES, bytes, clockRate, agreed.digitClockRate());
        } else if (silenced) {
            length = own.silence(via.out, RtpPacket.HEADER_BYTES, bytes);
        } else {
            G711 from = codec.law();
            G711 to = own.law();
            if (from != null && to != null) {
                from.transcodeTo(to, via.out, RtpPacket.HEADER_BYTES, bytes);
            }
        }
        send(via, payloadType, length);
        return true;
    }

    /** Nothing is passed on now: the party hears something else, or nothing. */
    private boolean isBusy(RemoteAudio agreed) {
        return closed || agreed.holds() || player != null || digits.isBusy() || !carrier.canTransmit();
    }

    /** The codec the party is spoken to in, null before one was agreed on. */
    @Nullable
    AudioCodec codec() {
        RemoteAudio agreed = carrier.remote();
        return agreed == null ? null : agreed.codec();
    }

    /**
     * Speaks 20 ms of sound that was made by us or decoded, in the party's codec, unless it hears something else now.
     *
     * @param samples 16 bits, linear
     * @param sampleRate 8,000, or 16,000 for a party with a wide codec
     */
    synchronized void speak(MediaThread via, short[] samples, int sampleRate, long nowNs) {
        RemoteAudio agreed = carrier.remote();
        if (agreed == null || isBusy(agreed)) {
            return;
        }
        AudioCodec own = agreed.codec();
        SoundEncoder current = encoder;
        if (current == null || encoderCodec != own || encoderRate != sampleRate) {
            current = own.encoder(sampleRate);
            encoder = current;
            encoderCodec = own;
            encoderRate = sampleRate;
        }
        int bytes = current.encode(samples, sampleRate / FRAMES_PER_SECOND, via.out, RtpPacket.HEADER_BYTES);
        sendOwn(via, agreed, bytes, nowNs);
    }

    /** What would be spoken next follows a gap. */
    synchronized void pause() {
        stream.restart();
    }

    /** Sends a frame of silence when nothing went out for long: it keeps doors in routers open. */
    synchronized void keepAlive(MediaThread via, RemoteAudio agreed, long nowNs) {
        if (player != null || !carrier.canTransmit()) {
            return;
        }
        if (stream.packets() > 0) {
            idleSinceNs = stream.sentNs();
        } else if (idleSinceNs == 0) {
            idleSinceNs = nowNs;
        }
        if (nowNs - idleSinceNs > KEEP_ALIVE_NS) {
            int bytes = agreed.codec().silence(via.out, RtpPacket.HEADER_BYTES);
            stream.restart();
            sendOwn(via, agreed, bytes, nowNs);
        }
    }

    /** Sends our report when there is something to tell. */
    synchronized void report(MediaThread via, RtcpSession rtcp, ReceptionStatistics reception, long nowNs) {
        if (carrier.canTransmit() && (stream.packets() > 0 || reception.hasSource())) {
            int length = rtcp.writeReport(
                    via.out,
                    stream.ssrc(),
                    stream.timestampAt(nowNs),
                    stream.packets(),
                    stream.octets(),
                    reception,
                    System.currentTimeMillis(),
                    nowNs);
            carrier.transmitReport(via, length);
        }
    }

    /** Sends the frame that stands in {@code via.out}, unless the party does not want to hear us. */
    private void sendOwn(MediaThread via, RemoteAudio agreed, int bytes, long nowNs) {
        if (agreed.holds()) {
            stream.restart();
            return;
        }
        int clock = agreed.codec().clockRate();
        stream.clock(clock);
        stream.own(clock / FRAMES_PER_SECOND, nowNs);
        send(via, agreed.payloadType(), bytes);
    }

    private void send(MediaThread via, int payloadType, int payloadBytes) {
        RtpPacket.writeHeader(
                via.out, stream.marker(), payloadType, stream.sequence(), stream.timestamp(), stream.ssrc());
        stream.sent(payloadBytes);
        carrier.transmit(via, RtpPacket.HEADER_BYTES + payloadBytes);
    }
}
