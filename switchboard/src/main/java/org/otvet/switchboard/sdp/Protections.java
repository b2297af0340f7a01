package org.otvet.switchboard.sdp;

import java.util.Locale;
import org.otvet.switchboard.sdp.SessionDescription.Media;

/**
 * The ways of protecting a stream that a leg takes part in.
 *
 * @param plain none
 * @param sdes keys in the descriptions (RFC 4568)
 * @param dtls a handshake between the media addresses (RFC 5763)
 * @param browser the same behind ICE checks
 */
public record Protections(boolean plain, boolean sdes, boolean dtls, boolean browser) {

    public static final Protections PLAIN = new Protections(true, false, false, false);
    public static final Protections BROWSER = new Protections(false, false, false, true);

    enum Kind {
        PLAIN,
        SDES,
        DTLS,
        BROWSER,
        NONE
    }

    /** How the stream of this section is to be protected; {@link Kind#NONE} when the leg has no part in that. */
    Kind of(SessionDescription description, Media section) {
        String protocol = section.protocol().toUpperCase(Locale.ROOT);
        boolean certified = description.attribute(section, "fingerprint").isPresent();
        boolean keyed = sdes && !SdesKey.in(section).isEmpty();
        return switch (protocol) {
            case "RTP/AVP", "RTP/AVPF" -> keyed ? Kind.SDES : plain ? Kind.PLAIN : Kind.NONE;
            case "RTP/SAVP", "RTP/SAVPF" -> keyed ? Kind.SDES : browser || certified ? handshake() : Kind.NONE;
            case "UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP" -> handshake();
            default -> Kind.NONE;
        };
    }

    private Kind handshake() {
        return browser ? Kind.BROWSER : dtls ? Kind.DTLS : Kind.NONE;
    }

    /** What is wanted, for the person who looks into a refused call. */
    String wanted() {
        if (browser) {
            return "DTLS-SRTP";
        }
        StringBuilder text = new StringBuilder(plain ? "plain RTP" : "");
        text.append(sdes ? (text.isEmpty() ? "" : " or ") + "SRTP with a usable a=crypto" : "");
        return text.append(dtls ? (text.isEmpty() ? "" : " or ") + "DTLS-SRTP" : "")
                .toString();
    }
}
