package org.otvet.switchboard.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.sdp.SessionDescription.Attribute;
import org.otvet.switchboard.sdp.SessionDescription.Media;

/**
 * What a peer's description says about the one audio stream we share with it.
 *
 * @param index which media section it is, from 0
 * @param mid the section's {@code a=mid}, empty when it has none
 * @param address where the peer listens; null for a browser, whose address comes from ICE
 * @param rtcp where the peer listens for RTCP; equal to {@code address} when multiplexed
 * @param codec the first codec the peer names that we have; what we send
 * @param payloadType the peer's number for it
 * @param formats every codec the peer names that we have, {@code codec} first
 * @param digitPayloadType the peer's number for telephone events, -1 when it takes none
 * @param digitClockRate of these events, in Hz: the codec's where the peer has such events
 * @param direction as the peer says it; {@code 0.0.0.0} counts as not receiving
 * @param rtcpMux the peer wants RTCP on the RTP port
 * @param security for DTLS-SRTP, else null
 * @param sdes the key the peer sends under when it stands in the description, else null
 */
public record RemoteAudio(
        int index,
        String mid,
        @Nullable InetSocketAddress address,
        @Nullable InetSocketAddress rtcp,
        AudioCodec codec,
        int payloadType,
        List<Format> formats,
        int digitPayloadType,
        int digitClockRate,
        Direction direction,
        boolean rtcpMux,
        @Nullable Security security,
        @Nullable SdesKey sdes) {

    private static final int OLD_CLOCK = 8000;

    /**
     * Keys to the media of a browser, or of another peer with DTLS.
     *
     * @param ufrag empty without ICE, as is the password
     * @param fingerprint SHA-256 of the certificate, 64 upper-case hex digits without colons
     * @param setup {@code actpass}, {@code active}, or {@code passive}; a browser is never passive
     */
    public record Security(String ufrag, String password, String fingerprint, String setup) {}

    /** A codec and the peer's number for it. */
    public record Format(AudioCodec codec, int payloadType) {}

    public RemoteAudio {
        formats = List.copyOf(formats);
    }

    /** The codec of a packet that comes from the peer, null when it is none we agreed on. */
    public @Nullable AudioCodec codecOf(int type) {
        if (type == payloadType) {
            return codec;
        }
        for (Format format : formats) {
            // a peer that has its own number for a codec may send it under ours
            if (type == format.payloadType() || type == format.codec().payloadType()) {
                return format.codec();
            }
        }
        // telephones are known to change from one law to the other unasked
        AudioCodec known = AudioCodec.ofStatic(type);
        return known != null && known.law() != null ? known : null;
    }

    /** The peer does not want to hear us. */
    public boolean holds() {
        return !direction.receives();
    }

    /**
     * Finds the audio stream in a description.
     *
     * @param taken the ways of protecting it that we have part in
     * @param ours the codecs we take, in any order: the peer's order counts (RFC 3264 section 6.1)
     * @throws IncompatibleMediaException when no section has audio we can share
     */
    public static RemoteAudio of(SessionDescription description, Protections taken, List<AudioCodec> ours)
            throws SdpException {
        String reason = "no audio is offered";
        for (int i = 0; i < description.media().size(); i++) {
            Media section = description.media().get(i);
            if (!section.kind().equals("audio")) {
                continue;
            }
            if (section.port() == 0) {
                reason = "the audio stream is refused (port 0)";
            } else if (taken.of(description, section) == Protections.Kind.NONE) {
                reason = "the transport " + section.protocol() + " is not " + taken.wanted();
            } else {
                List<Format> formats = formatsOf(section, ours);
                if (!formats.isEmpty()) {
                    return read(description, section, i, taken.of(description, section), formats);
                }
                reason = "none of the codecs is one of "
                        + ours.stream().map(AudioCodec::encodingName).collect(Collectors.joining(", "));
            }
        }
        throw new IncompatibleMediaException("No common audio: " + reason);
    }

    private static RemoteAudio read(
            SessionDescription description, Media section, int index, Protections.Kind protection, List<Format> formats)
            throws SdpException {
        Format chosen = formats.getFirst();
        int clock = chosen.codec().clockRate();
        int digits = digitsOf(section, clock);
        if (digits < 0 && clock != OLD_CLOCK) {
            // against RFC 4733 section 2.1, but there are such telephones
            clock = OLD_CLOCK;
            digits = digitsOf(section, clock);
        }
        boolean mux = section.attribute("rtcp-mux").isPresent();
        Direction direction = directionOf(description, section);
        InetSocketAddress address = null;
        InetSocketAddress rtcp = null;
        Security security = switch (protection) {
            case BROWSER -> securityOf(description, section);
            case DTLS -> new Security("", "", fingerprintOf(description, section), setupOf(description, section, true));
            default -> null;
        };
        if (protection != Protections.Kind.BROWSER) {
            InetAddress host = addressOf(section.connection());
            if (host.isAnyLocalAddress()) {
                direction = direction.sends() ? Direction.SENDONLY : Direction.INACTIVE;
            } else if (host.isMulticastAddress()) {
                throw new IncompatibleMediaException("No common audio: " + host.getHostAddress() + " is multicast");
            }
            address = new InetSocketAddress(host, section.port());
            rtcp = mux ? address : rtcpOf(section, address);
        }
        return new RemoteAudio(
                index,
                section.attribute("mid").orElse(""),
                address,
                rtcp,
                chosen.codec(),
                chosen.payloadType(),
                formats,
                digits,
                clock,
                direction,
                mux,
                security,
                protection == Protections.Kind.SDES ? SdesKey.in(section).getFirst() : null);
    }

    private static List<Format> formatsOf(Media section, List<AudioCodec> ours) {
        List<Format> formats = new ArrayList<>();
        for (String format : section.formats()) {
            int payloadType = SessionDescription.number(format, 127);
            if (payloadType < 0) {
                continue;
            }
            Optional<String> map = rtpMap(section, payloadType);
            AudioCodec codec = map.isPresent() ? AudioCodec.named(map.get()) : AudioCodec.ofStatic(payloadType);
            if (codec != null && ours.contains(codec)) {
                formats.add(new Format(codec, payloadType));
            }
        }
        return formats;
    }

    private static int digitsOf(Media section, int clock) {
        String wanted = "telephone-event/" + clock;
        for (String format : section.formats()) {
            int payloadType = SessionDescription.number(format, 127);
            if (payloadType >= 0
                    && rtpMap(section, payloadType)
                            .filter(map -> map.equalsIgnoreCase(wanted) || map.equalsIgnoreCase(wanted + "/1"))
                            .isPresent()) {
                return payloadType;
            }
        }
        return -1;
    }

    private static Optional<String> rtpMap(Media section, int payloadType) {
        String prefix = payloadType + " ";
        for (Attribute attribute : section.attributes()) {
            if (attribute.name().equals("rtpmap") && attribute.value().startsWith(prefix)) {
                return Optional.of(attribute.value().substring(prefix.length()).trim());
            }
        }
        return Optional.empty();
    }

    private static Direction directionOf(SessionDescription description, Media section) {
        for (Attribute attribute : section.attributes()) {
            Direction direction = Direction.named(attribute.name());
            if (direction != null) {
                return direction;
            }
        }
        for (Attribute attribute : description.attributes()) {
            Direction direction = Direction.named(attribute.name());
            if (direction != null) {
                return direction;
            }
        }
        return Direction.SENDRECV;
    }

    private static InetAddress addressOf(String connection) throws SdpException {
        String[] parts = connection.split(" +");
        if (parts.length < 3 || !parts[0].equals("IN") || !(parts[1].equals("IP4") || parts[1].equals("IP6"))) {
            throw new SdpException(
                    "The c= line must say IN IP4 or IN IP6 and an address: " + SessionDescription.quoted(connection));
        }
        String host = parts[2].split("/", 2)[0];
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException _) {
            // names are not resolved: that would let a stranger make us wait for a name server
            throw new SdpException("The c= line has no IP address: " + SessionDescription.quoted(host));
        }
    }

    private static InetSocketAddress rtcpOf(Media section, InetSocketAddress rtp) throws SdpException {
        Optional<String> attribute = section.attribute("rtcp");
        if (attribute.isEmpty()) {
            return new InetSocketAddress(rtp.getAddress(), Math.min(rtp.getPort() + 1, 65535));
        }
        String[] parts = attribute.get().split(" +");
        int port = SessionDescription.number(parts[0], 65535);
        if (port <= 0) {
            throw new SdpException("a=rtcp has no port: " + SessionDescription.quoted(attribute.get()));
        }
        // another host than that of the audio is not honoured: it would let a peer aim our reports at a third party
        return new InetSocketAddress(rtp.getAddress(), port);
    }

    private static Security securityOf(SessionDescription description, Media section) throws SdpException {
        String ufrag = description.attribute(section, "ice-ufrag").orElse("");
        String password = description.attribute(section, "ice-pwd").orElse("");
        if (ufrag.length() < 4 || ufrag.length() > 256 || password.length() < 22 || password.length() > 256) {
            throw new SdpException("a=ice-ufrag (4 to 256 characters) or a=ice-pwd (22 to 256) is missing or wrong");
        }
        return new Security(ufrag, password, fingerprintOf(description, section), setupOf(description, section, false));
    }

    private static String setupOf(SessionDescription description, Media section, boolean passiveToo)
            throws IncompatibleMediaException {
        String setup = description.attribute(section, "setup").orElse("active");
        if (!setup.equals("actpass") && !setup.equals("active") && !(passiveToo && setup.equals("passive"))) {
            throw new IncompatibleMediaException("No common audio: a=setup is " + SessionDescription.quoted(setup)
                    + ", which nothing can be made of");
        }
        return setup;
    }

    private static String fingerprintOf(SessionDescription description, Media section) throws SdpException {
        Optional<String> own = sha256Of(section.attributes());
        Optional<String> found = own.isPresent() ? own : sha256Of(description.attributes());
        String hex = found.orElseThrow(
                () -> new IncompatibleMediaException("No common audio: a=fingerprint with sha-256 is missing"));
        String digits = hex.replace(":", "").toUpperCase(Locale.ROOT);
        if (!digits.matches("[0-9A-F]{64}")) {
            throw new SdpException("a=fingerprint has no 32 bytes: " + SessionDescription.quoted(hex));
        }
        return digits;
    }

    private static Optional<String> sha256Of(Iterable<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals("fingerprint")
                    && attribute.value().toLowerCase(Locale.ROOT).startsWith("sha-256 ")) {
                return Optional.of(attribute.value().substring(8).trim());
            }
        }
        return Optional.empty();
    }
}
