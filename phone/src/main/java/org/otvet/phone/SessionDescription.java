package org.otvet.phone;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a telephone reads from and writes to SDP (RFC 8866): one audio stream of G.711 with telephone events.
 *
 * @param address null when the peer's audio goes nowhere: refused, or put to address 0.0.0.0
 * @param events payload type of telephone events (RFC 4733), -1 without
 */
record SessionDescription(@Nullable InetSocketAddress address, List<Codec> codecs, int events, Direction direction) {

    /** From the describing party's point of view. */
    enum Direction {
        SENDRECV(true, true),
        SENDONLY(true, false),
        RECVONLY(false, true),
        INACTIVE(false, false);

        final boolean sends;
        final boolean receives;

        Direction(boolean sends, boolean receives) {
            this.sends = sends;
            this.receives = receives;
        }

        static Direction of(boolean sends, boolean receives) {
            return sends ? (receives ? SENDRECV : SENDONLY) : (receives ? RECVONLY : INACTIVE);
        }

        Direction answered(Direction own) {
            return of(own.sends && receives, own.receives && sends);
        }
    }

    static SessionDescription parse(String text) {
        String host = "";
        int port = 0;
        boolean inAudio = false;
        boolean audioSeen = false;
        List<Codec> codecs = new ArrayList<>();
        int events = -1;
        Direction direction = Direction.SENDRECV;
        for (String line : text.split("\r?\n")) {
            if (line.startsWith("m=")) {
                inAudio = line.startsWith("m=audio ") && !audioSeen;
                if (inAudio) {
                    audioSeen = true;
                    String[] parts = line.split("\\s+");
                    port = parts.length > 1 && parts[1].matches("\\d{1,5}") ? Integer.parseInt(parts[1]) : 0;
                    for (int i = 3; i < parts.length; i++) {
                        addCodec(codecs, parts[i]);
                    }
                }
            } else if (line.startsWith("c=IN IP") && (inAudio || !audioSeen)) {
                host = line.replaceFirst("^c=IN IP[46] ", "").strip();
            } else if (inAudio && line.matches("a=rtpmap:\\d{1,3} telephone-event/8000.*")) {
                events = Integer.parseInt(line.substring(9, line.indexOf(' ')));
            } else if (inAudio || !audioSeen) {
                direction = direction(line, direction);
            }
        }
        boolean nowhere = port == 0 || host.isEmpty() || host.equals("0.0.0.0");
        return new SessionDescription(nowhere ? null : new InetSocketAddress(host, port), codecs, events, direction);
    }

    private static void addCodec(List<Codec> codecs, String payloadType) {
        for (Codec codec : Codec.values()) {
            if (payloadType.equals(Integer.toString(codec.payloadType()))) {
                codecs.add(codec);
            }
        }
    }

    private static Direction direction(String line, Direction otherwise) {
        return switch (line.strip()) {
            case "a=sendrecv" -> Direction.SENDRECV;
            case "a=sendonly" -> Direction.SENDONLY;
            case "a=recvonly" -> Direction.RECVONLY;
            case "a=inactive" -> Direction.INACTIVE;
            default -> otherwise;
        };
    }

    String text(long session, int version) {
        InetSocketAddress where = address == null ? new InetSocketAddress("0.0.0.0", 0) : address;
        String host = where.getAddress().getHostAddress();
        String family = host.indexOf(':') >= 0 ? "IP6" : "IP4";
        StringBuilder text = new StringBuilder("v=0\r\no=phone %d %d IN %s %s\r\ns=-\r\nc=IN %s %s\r\nt=0 0\r\n"
                .formatted(session, version, family, host, family, host));
        text.append("m=audio ").append(where.getPort()).append(" RTP/AVP");
        codecs.forEach(codec -> text.append(' ').append(codec.payloadType()));
        if (events >= 0) {
            text.append(' ').append(events);
        }
        text.append("\r\n");
        for (Codec codec : codecs) {
            text.append("a=rtpmap:%d %s/8000\r\n".formatted(codec.payloadType(), codec));
        }
        if (events >= 0) {
            text.append("a=rtpmap:%1$d telephone-event/8000\r\na=fmtp:%1$d 0-15\r\n".formatted(events));
        }
        return text.append("a=ptime:20\r\na=")
                .append(direction.name().toLowerCase(java.util.Locale.ROOT))
                .append("\r\n")
                .toString();
    }
}
