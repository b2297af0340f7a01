package org.otvet.switchboard.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.sdp.SessionDescription.Media;

/**
 * Our side of one audio stream, and its description as text.
 *
 * @param address the address peers are told
 * @param codecs what we offer, best first
 * @param sessionId stays the same for the life of the leg
 * @param security for DTLS-SRTP, else null
 * @param keys for SRTP with keys in the descriptions, else null
 */
public record LocalAudio(
        InetAddress address,
        int port,
        List<AudioCodec> codecs,
        long sessionId,
        @Nullable LocalSecurity security,
        @Nullable LocalKeys keys) {

    /** Payload type under which we offer telephone events at 8,000 Hz, unless the peer's own number is known. */
    public static final int DIGIT_PAYLOAD_TYPE = 101;

    /** The same at 48,000 Hz, for Opus. */
    public static final int WIDE_DIGIT_PAYLOAD_TYPE = 110;

    private static final int OTHER_DIGIT_PAYLOAD_TYPE = 112;

    /**
     * @param ufrag empty without ICE, as is the password
     * @param fingerprint SHA-256 of our certificate as hex pairs with colons
     */
    public record LocalSecurity(String ufrag, String password, String fingerprint) {}

    /**
     * @param offered the keys we may send under, best first; one in an answer
     * @param demanded false when an offer may as well be answered without any
     */
    public record LocalKeys(List<SdesKey> offered, boolean demanded) {

        public LocalKeys {
            offered = List.copyOf(offered);
        }
    }

    /** Without keys in the descriptions. */
    public LocalAudio(
            InetAddress address, int port, List<AudioCodec> codecs, long sessionId, @Nullable LocalSecurity security) {
        this(address, port, codecs, sessionId, security, null);
    }

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
        String mid = known != null && !known.mid().isEmpty() ? known.mid() : "0";
        StringBuilder text = head(version);
        if (isBrowser()) {
            line(text, "a=group:BUNDLE " + mid);
        }
        List<AudioCodec> offered = offered(known);
        Map<Integer, Integer> digits = digits(offered, known);
        StringBuilder formats = new StringBuilder();
        for (AudioCodec codec : offered) {
            formats.append(payloadType(codec, known)).append(' ');
        }
        digits.keySet().forEach(number -> formats.append(number).append(' '));
        section(text, formats.toString().trim());
        if (isBrowser()) {
            line(text, "a=mid:" + mid);
        }
        security(text, "actpass");
        keys(text);
        line(text, "a=" + Direction.SENDRECV.attribute());
        for (AudioCodec codec : offered) {
            codec(text, codec, payloadType(codec, known));
        }
        digits.forEach((number, clock) -> digits(text, number, clock));
        tail(text);
        return text.toString();
    }

    /** What is in use stays first, so that a hold does not change how the call sounds. */
    private List<AudioCodec> offered(@Nullable RemoteAudio known) {
        if (known == null || known.codec() == codecs.getFirst() || !codecs.contains(known.codec())) {
            return codecs;
        }
        List<AudioCodec> offered = new ArrayList<>(codecs);
        offered.remove(known.codec());
        offered.addFirst(known.codec());
        return offered;
    }

    /** Numbers of telephone events with their clocks: one for each clock of the codecs (RFC 4733 section 2.1). */
    private static Map<Integer, Integer> digits(List<AudioCodec> offered, @Nullable RemoteAudio known) {
        Map<Integer, Integer> digits = new LinkedHashMap<>();
        for (AudioCodec codec : offered) {
            int clock = codec.clockRate();
            if (!digits.containsValue(clock)) {
                int number = digitPayloadType(clock, known);
                digits.put(digits.containsKey(number) ? OTHER_DIGIT_PAYLOAD_TYPE : number, clock);
            }
        }
        return digits;
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
        boolean waits = remote.security() != null && remote.security().setup().equals("passive");
        security(text, waits ? "active" : "passive");
        keys(text);
        if (!isBrowser() && remote.rtcpMux()) {
            line(text, "a=rtcp-mux");
        }
        line(text, "a=" + remote.direction().answer().attribute());
        codec(text, remote.codec(), remote.payloadType());
        if (digits >= 0) {
            digits(text, digits, remote.digitClockRate());
        }
        tail(text);
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
        if (isBrowser()) {
            line(text, "a=ice-lite");
        }
        return text;
    }

    private void section(StringBuilder text, String formats) {
        line(text, "m=audio " + port + " " + protocol() + " " + formats);
        connection(text);
    }

    private boolean isBrowser() {
        return security != null && !security.ufrag().isEmpty();
    }

    private String protocol() {
        if (security != null) {
            return isBrowser() ? "UDP/TLS/RTP/SAVPF" : "UDP/TLS/RTP/SAVP";
        }
        return keys != null && keys.demanded() ? "RTP/SAVP" : "RTP/AVP";
    }

    private void keys(StringBuilder text) {
        if (keys != null) {
            keys.offered().forEach(key -> line(text, key.line()));
        }
    }

    private void connection(StringBuilder text) {
        line(text, "c=IN " + typedAddress());
    }

    private void security(StringBuilder text, String setup) {
        LocalSecurity own = security;
        if (own == null) {
            return;
        }
        if (isBrowser()) {
            line(text, "a=ice-ufrag:" + own.ufrag());
            line(text, "a=ice-pwd:" + own.password());
        }
        line(text, "a=fingerprint:sha-256 " + own.fingerprint());
        line(text, "a=setup:" + setup);
        if (isBrowser()) {
            line(text, "a=rtcp-mux");
        }
    }

    private static int digitPayloadType(int clock, @Nullable RemoteAudio known) {
        if (known != null && known.digitPayloadType() >= 0 && known.digitClockRate() == clock) {
            return known.digitPayloadType();
        }
        return clock == AudioCodec.OPUS.clockRate() ? WIDE_DIGIT_PAYLOAD_TYPE : DIGIT_PAYLOAD_TYPE;
    }

    private static void codec(StringBuilder text, AudioCodec codec, int payloadType) {
        line(text, "a=rtpmap:" + payloadType + " " + codec.rtpMap());
        if (!codec.parameters().isEmpty()) {
            line(text, "a=fmtp:" + payloadType + " " + codec.parameters());
        }
    }

    private static void digits(StringBuilder text, int payloadType, int clock) {
        line(text, "a=rtpmap:" + payloadType + " telephone-event/" + clock);
        line(text, "a=fmtp:" + payloadType + " 0-15");
    }

    private void tail(StringBuilder text) {
        line(text, "a=ptime:20");
        if (isBrowser()) {
            line(text, "a=candidate:1 1 udp 2130706431 " + address.getHostAddress() + " " + port + " typ host");
            line(text, "a=end-of-candidates");
        }
    }

    private static int payloadType(AudioCodec codec, @Nullable RemoteAudio known) {
        if (known != null) {
            for (RemoteAudio.Format format : known.formats()) {
                if (format.codec() == codec) {
                    return format.payloadType();
                }
            }
        }
        return codec.payloadType();
    }

    private String typedAddress() {
        return (address instanceof Inet6Address ? "IP6 " : "IP4 ") + address.getHostAddress();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }
}
