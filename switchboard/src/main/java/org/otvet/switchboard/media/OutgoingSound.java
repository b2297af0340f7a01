package org.otvet.switchboard.media;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.G711;
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

    static final int FRAME_SAMPLES = 160;

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
            if (digits.next(stream, via.out, RtpPacket.HEADER_BYTES, nowNs) && agreed.digitPayloadType() >= 0) {
                send(via, agreed.digitPayloadType(), DigitSender.EVENT_BYTES);
            }
        } else if (current != null) {
            if (!current.next(agreed.codec(), via.out, RtpPacket.HEADER_BYTES, FRAME_SAMPLES)) {
                player = null;
                return new Step(false, current);
            }
            sendOwn(via, agreed, nowNs);
        }
        return player != null || digits.isBusy() ? Step.MORE : Step.DONE;
    }

    /** So many steps could not be made in time; the sound goes on later. */
    synchronized void missTicks(int missed) {
        stream.gap(missed * FRAME_SAMPLES);
    }

    /** A packet of the partner is not passed on. */
    synchronized void skip(long source) {
        stream.skip(source);
    }

    /**
     * Passes a partner's packet on.
     *
     * @param law of the payload, null for a telephone event
     * @param silenced the partner is muted
     */
    synchronized void relay(
            MediaThread via,
            long source,
            @Nullable G711 law,
            byte[] packet,
            int offset,
            int bytes,
            boolean silenced,
            long nowNs) {
        RemoteAudio agreed = carrier.remote();
        if (closed || agreed == null || agreed.holds() || player != null || digits.isBusy() || !carrier.canTransmit()) {
            return;
        }
        int payloadType = law == null ? agreed.digitPayloadType() : agreed.payloadType();
        if (payloadType < 0 || (law == null && silenced)) {
            stream.skip(source);
            return;
        }
        stream.relay(
                source,
                RtpPacket.ssrc(packet),
                RtpPacket.sequence(packet),
                RtpPacket.timestamp(packet),
                RtpPacket.marker(packet),
                law == null ? 0 : bytes,
                nowNs);
        System.arraycopy(packet, offset, via.out, RtpPacket.HEADER_BYTES, bytes);
        if (silenced) {
            agreed.codec().silence(via.out, RtpPacket.HEADER_BYTES, bytes);
        } else if (law != null) {
            law.transcodeTo(agreed.codec(), via.out, RtpPacket.HEADER_BYTES, bytes);
        }
        send(via, payloadType, bytes);
    }

    /** Sends a frame of a mix, unless the party hears something else for the moment. */
    synchronized void mixed(MediaThread via, short[] frame, long nowNs) {
        RemoteAudio agreed = carrier.remote();
        if (closed || agreed == null || player != null || digits.isBusy() || !carrier.canTransmit()) {
            return;
        }
        G711 law = agreed.codec();
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            via.out[RtpPacket.HEADER_BYTES + i] = law.encode(frame[i]);
        }
        sendOwn(via, agreed, nowNs);
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
            agreed.codec().silence(via.out, RtpPacket.HEADER_BYTES, FRAME_SAMPLES);
            stream.restart();
            sendOwn(via, agreed, nowNs);
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
    private void sendOwn(MediaThread via, RemoteAudio agreed, long nowNs) {
        if (agreed.holds()) {
            stream.restart();
            return;
        }
        stream.own(FRAME_SAMPLES, nowNs);
        send(via, agreed.payloadType(), FRAME_SAMPLES);
    }

    private void send(MediaThread via, int payloadType, int payloadBytes) {
        RtpPacket.writeHeader(
                via.out, stream.marker(), payloadType, stream.sequence(), stream.timestamp(), stream.ssrc());
        carrier.transmit(via, RtpPacket.HEADER_BYTES + payloadBytes);
    }
}
