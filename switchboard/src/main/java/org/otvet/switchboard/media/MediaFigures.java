package org.otvet.switchboard.media;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.rtp.EModel;
import org.otvet.switchboard.rtp.ReceptionStatistics;
import org.otvet.switchboard.rtp.RtcpSession;
import org.otvet.switchboard.sdp.RemoteAudio;
import org.otvet.telephony.MediaStats;

/**
 * How a leg's sound fares, from what we receive and what the peer reports. {@link #recent} belongs to the media thread;
 * {@link #total} may be asked from others.
 */
final class MediaFigures {

    /** A telephone's own buffer and sound card, and the sound that fills a packet. */
    private static final double TERMINAL_MS = 40;

    private final ReceptionStatistics reception;
    private final RtcpSession rtcp;
    private long receivedBefore;
    private long lostBefore;
    private long lossesBefore;
    private long sentBefore;

    MediaFigures(ReceptionStatistics reception, RtcpSession rtcp) {
        this.reception = reception;
        this.rtcp = rtcp;
    }

    /** Over the whole life of the leg. */
    MediaStats total(@Nullable RemoteAudio agreed, long sent) {
        long peerLost = rtcp.peerLost();
        double peerLossPercent = peerLost < 0 ? -1 : Math.min(100, 100.0 * peerLost / Math.max(1, sent));
        return stats(agreed, reception.received(), sent, reception.lost(), reception.losses(), peerLossPercent);
    }

    /** Since it was asked last; null when nothing came. */
    @Nullable
    MediaStats recent(RemoteAudio agreed, long sent) {
        long received = reception.received() - receivedBefore;
        long lost = Math.max(0, reception.lost() - lostBefore);
        long losses = reception.losses() - lossesBefore;
        long sentNow = sent - sentBefore;
        receivedBefore += received;
        lostBefore = reception.lost();
        lossesBefore += losses;
        sentBefore = sent;
        double fraction = rtcp.peerFractionLost();
        return received == 0
                ? null
                : stats(agreed, received, sentNow, lost, losses, fraction < 0 ? -1 : 100 * fraction);
    }

    private MediaStats stats(
            @Nullable RemoteAudio agreed, long received, long sent, long lost, long losses, double peerLossPercent) {
        double roundTripMs = rtcp.roundTripMs();
        double jitterMs = reception.jitterMs();
        double mos = 0;
        if (agreed != null && received > 0) {
            double lossPercent = 100.0 * lost / (received + lost);
            double meanLength = losses == 0 ? 1 : Math.max(1, (double) lost / losses);
            double burstRatio = Math.max(1, meanLength * (1 - lossPercent / 100));
            // a buffer that lets hardly any packet come too late holds about two deviations
            double delayMs = Math.max(0, roundTripMs) / 2 + 2 * jitterMs + TERMINAL_MS;
            EModel.Equipment equipment = equipment(agreed.codec());
            mos = EModel.mos(EModel.rating(equipment, delayMs, lossPercent, burstRatio));
            if (peerLossPercent > lossPercent) {
                mos = Math.min(mos, EModel.mos(EModel.rating(equipment, delayMs, peerLossPercent, 1)));
            }
        }
        return new MediaStats(
                agreed == null ? "" : agreed.codec().encodingName(),
                received,
                sent,
                lost,
                jitterMs,
                roundTripMs,
                peerLossPercent,
                mos);
    }

    private static EModel.Equipment equipment(AudioCodec codec) {
        return switch (codec) {
            case PCMU, PCMA -> EModel.Equipment.G711;
            case G722 -> EModel.Equipment.G722;
            case OPUS -> EModel.Equipment.OPUS;
        };
    }
}
