package org.otvet.switchboard.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.sdp.SessionDescription.Media;

/**
 * Our side of one audio stream, and its description as text.
 *
 * @param address the address peers are told
 * @param codecs what we offer, best first
 * @param sessionId stays the same for the life of the leg
 * @param security null for plain RTP
 */
public record LocalAudio(
        InetAddress address,
        int port,
        List<G711> codecs,
        long sessionId,
        @Nullable LocalSecurity security) {

    /** Payload type under which we offer telephone events, unless the peer's own number is known. */
    public static final int DIGIT_PAYLOAD_TYPE = 101;

    /** @param fingerprint SHA-256 of our certificate as hex pairs with colons */
    public record LocalSecurity(String ufrag, String password, String fingerprint) {}

    private static final Pattern BUNDLE = Pattern.compile("BUNDLE( .*)?");

    public LocalAudio {
        codecs = List.copyOf(codecs);
    }

    /**
     * An offer.
     *
     * @param version counts up with each description of the leg
     * @param known what the peer described before, null for the first offer
     */
    public String offer(long version, @Nullable RemoteAudio known) {
        int digits = known != null && known.digitPayloadType() >= 0 ? known.digitPayloadType() : DIGIT_PAYLOAD_TYPE;
        String mid = known != null && !known.mid().isEmpty() ? known.mid() : "0";
        StringBuilder text = head(version);
        if (security != null) {
            line(text, "a=group:BUNDLE " + mid);
        }
        StringBuilder formats = new StringBuilder();
        for (G711 codec : codecs) {
            formats.append(payloadType(codec, known)).append(' ');
        }
        section(text, formats.append(digits).toString());
        if (security != null) {
            line(text, "a=mid:" + mid);
            security(text, "actpass");
        }
        line(text, "a=" + Direction.SENDRECV.attribute());
        for (G711 codec : codecs) {
            line(text, "a=rtpmap:" + payloadType(codec, known) + " " + codec + "/8000");
        }
        tail(text, digits);
        return text.toString();
    }

    /** The answer to {@code offer}, of which {@code remote} was read; all other sections are refused with port 0. */
    public String answer(long version, SessionDescription offer, RemoteAudio remote) {
        StringBuilder text = head(version);
        boolean bundled = offer.attributes().stream()
                .anyMatch(a ->
                        a.name().equals("group") && BUNDLE.matcher(a.value()).matches());
        if (bundled && !remote.mid().isEmpty()) {
            line(text, "a=group:BUNDLE " + remote.mid());
        }
        for (int i = 0; i < offer.media().size(); i++) {
            if (i == remote.index()) {
                answerSection(text, remote, offer.media().get(i).protocol());
            } else {
                refuse(text, offer.media().get(i));
            }
        }
        return text.toString();
    }

    private void answerSection(StringBuilder text, RemoteAudio remote, String protocol) {
        int digits = remote.digitPayloadType();
        line(text, "m=audio " + port + " " + protocol + " " + remote.payloadType() + (digits >= 0 ? " " + digits : ""));
        connection(text);
        if (!remote.mid().isEmpty()) {
            line(text, "a=mid:" + remote.mid());
        }
        if (security != null) {
            security(text, "passive");
        } else if (remote.rtcpMux()) {
            line(text, "a=rtcp-mux");
        }
        line(text, "a=" + remote.direction().answer().attribute());
        line(text, "a=rtpmap:" + remote.payloadType() + " " + remote.codec() + "/8000");
        tail(text, digits);
    }

    private static void refuse(StringBuilder text, Media section) {
        line(text, "m=" + section.kind() + " 0 " + section.protocol() + " " + String.join(" ", section.formats()));
        Optional<String> mid = section.attribute("mid");
        mid.ifPresent(value -> line(text, "a=mid:" + value));
        line(text, "a=" + Direction.INACTIVE.attribute());
    }

    private StringBuilder head(long version) {
        StringBuilder text = new StringBuilder(700);
        line(text, "v=0");
        line(text, "o=- " + sessionId + " " + version + " IN " + typedAddress());
        line(text, "s=-");
        line(text, "t=0 0");
        if (security != null) {
            line(text, "a=ice-lite");
        }
        return text;
    }

    private void section(StringBuilder text, String formats) {
        line(text, "m=audio " + port + (security == null ? " RTP/AVP " : " UDP/TLS/RTP/SAVPF ") + formats);
        connection(text);
    }

    private void connection(StringBuilder text) {
        line(text, "c=IN " + typedAddress());
    }

    private void security(StringBuilder text, String setup) {
        LocalSecurity keys = security;
        if (keys == null) {
            return;
        }
        line(text, "a=ice-ufrag:" + keys.ufrag());
        line(text, "a=ice-pwd:" + keys.password());
        line(text, "a=fingerprint:sha-256 " + keys.fingerprint());
        line(text, "a=setup:" + setup);
        line(text, "a=rtcp-mux");
    }

    private void tail(StringBuilder text, int digits) {
        if (digits >= 0) {
            line(text, "a=rtpmap:" + digits + " telephone-event/8000");
            line(text, "a=fmtp:" + digits + " 0-15");
        }
        line(text, "a=ptime:20");
        if (security != null) {
            line(text, "a=candidate:1 1 udp 2130706431 " + address.getHostAddress() + " " + port + " typ host");
            line(text, "a=end-of-candidates");
        }
    }

    private static int payloadType(G711 codec, @Nullable RemoteAudio known) {
        return known != null && known.codec() == codec ? known.payloadType() : codec.payloadType();
    }

    private String typedAddress() {
        return (address instanceof Inet6Address ? "IP6 " : "IP4 ") + address.getHostAddress();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }
}
