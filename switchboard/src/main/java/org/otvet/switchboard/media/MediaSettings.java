package org.otvet.switchboard.media;

import java.net.InetAddress;
import java.util.List;
import org.otvet.switchboard.codec.AudioCodec;

/**
 * How media is set up.
 *
 * @param bindAddress where sockets listen
 * @param advertisedAddress what session descriptions name; differs from the former behind a one-to-one NAT
 * @param portFrom first UDP port of the range, inclusive
 * @param portTo last UDP port of the range, inclusive; an RTP leg takes two ports, a WebRTC leg one
 * @param threads threads that move packets, 1 or more
 * @param phoneCodecs what telephones and trunks are offered, best first
 * @param browserCodecs what browsers are offered, best first
 */
public record MediaSettings(
        InetAddress bindAddress,
        InetAddress advertisedAddress,
        int portFrom,
        int portTo,
        int threads,
        List<AudioCodec> phoneCodecs,
        List<AudioCodec> browserCodecs) {

    private static final List<AudioCodec> PHONE_CODECS =
            List.of(AudioCodec.PCMA, AudioCodec.PCMU, AudioCodec.G722, AudioCodec.OPUS);
    private static final List<AudioCodec> BROWSER_CODECS =
            List.of(AudioCodec.OPUS, AudioCodec.PCMA, AudioCodec.PCMU, AudioCodec.G722);

    public MediaSettings {
        phoneCodecs = List.copyOf(phoneCodecs);
        browserCodecs = List.copyOf(browserCodecs);
        if (portFrom < 1 || portTo > 65535 || portFrom >= portTo) {
            throw new IllegalArgumentException(
                    "Media ports " + portFrom + "-" + portTo + " are no range of at least two ports within 1-65535");
        }
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("Media threads must be 1 to 64, not " + threads);
        }
        if (phoneCodecs.isEmpty() || browserCodecs.isEmpty()) {
            throw new IllegalArgumentException("At least one codec must be offered");
        }
    }

    /**
     * Telephones: A-law first (Europe), as most carriers speak nothing else and every call is then passed on as it is.
     * Browsers: Opus first, which bears losses best. One thread for each four processors.
     */
    public static MediaSettings of(InetAddress address, int portFrom, int portTo) {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors() / 4, 1, 8);
        return new MediaSettings(address, address, portFrom, portTo, threads, PHONE_CODECS, BROWSER_CODECS);
    }
}
