package org.otvet.phone;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a telephone reads from and writes to SDP (RFC 8866): one audio stream with telephone events.
 *
 * @param address null when the peer's audio goes nowhere: refused, or put to address 0.0.0.0
 * @param codecs those of ours, in the describing party's order
 * @param events payload type of telephone events (RFC 4733) at the clock of the first codec, -1 without
 * @param packetMs how much sound a packet has, 20 unless told
 * @param protocol {@code RTP/AVP} or {@code RTP/SAVP}, the latter for sound that must be encrypted
 */
record SessionDescription(
        @Nullable InetSocketAddress address,
        List<Format> codecs,
        int events,
        int packetMs,
        Direction direction,
        String protocol,
        List<Crypto> cryptos) {

    /** A codec and the describing party's number for it. */
    record Format(Coding codec, int payloadType) {}

    /** Whether encryption is demanded. */
    boolean secured() {
        return protocol.contains("SAVP");
    }

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

    /** @param known the codecs looked for */
    static SessionDescription parse(String text, List<Coding> known) {
        String host = "";
        int port = 0;
        boolean inAudio = false;
        boolean audioSeen = false;
        List<String> numbers = new ArrayList<>();
        Map<String, String> names = new HashMap<>(Map.of("0", "PCMU/8000", "8", "PCMA/8000", "9", "G722/8000"));
        Direction direction = Direction.SENDRECV;
        String protocol = "RTP/AVP";
        List<Crypto> cryptos = new ArrayList<>();
        for (String line : text.split("\r?\n")) {
            if (line.startsWith("m=")) {
                inAudio = line.startsWith("m=audio ") && !audioSeen;
                if (inAudio) {
                    audioSeen = true;
                    String[] parts = line.split("\\s+");
                    port = parts.length > 1 && parts[1].matches("\\d{1,5}") ? Integer.parseInt(parts[1]) : 0;
                    protocol = parts.length > 2 ? parts[2] : protocol;
                    for (int i = 3; i < parts.length; i++) {
                        numbers.add(parts[i]);
                    }
                }
            } else if (line.startsWith("c=IN IP") && (inAudio || !audioSeen)) {
                host = line.replaceFirst("^c=IN IP[46] ", "").strip();
            } else if (inAudio && line.matches("a=rtpmap:\\d{1,3} .+")) {
                names.put(
                        line.substring(9, line.indexOf(' ')),
                        line.substring(line.indexOf(' ') + 1).strip());
            } else if (inAudio && line.startsWith("a=crypto:")) {
                Crypto crypto = Crypto.parse(line);
                if (crypto != null) {
                    cryptos.add(crypto);
                }
            } else if (inAudio || !audioSeen) {
                direction = direction(line, direction);
            }
        }
        boolean nowhere = port == 0 || host.isEmpty() || host.equals("0.0.0.0");
        List<Format> codecs = new ArrayList<>();
        for (String number : numbers) {
            for (Coding coding : known) {
                if (name(coding).equalsIgnoreCase(names.get(number))) {
                    codecs.add(new Format(coding, Integer.parseInt(number)));
                }
            }
        }
        int clock = codecs.isEmpty() ? 8000 : codecs.getFirst().codec().clockRate();
        int events = numbers.stream()
                .filter(number -> ("telephone-event/" + clock).equalsIgnoreCase(names.get(number)))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(-1);
        return new SessionDescription(
                nowhere ? null : new InetSocketAddress(host, port), codecs, events, 20, direction, protocol, cryptos);
    }

    private static String name(Coding coding) {
        return coding.encodingName() + "/" + coding.clockRate()
                + (coding.channels() == 1 ? "" : "/" + coding.channels());
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
        text.append("m=audio ").append(where.getPort()).append(' ').append(protocol);
        codecs.forEach(format -> text.append(' ').append(format.payloadType()));
        Map<Integer, Integer> clocks = new LinkedHashMap<>();
        if (events >= 0) {
            for (Format format : codecs) {
                clocks.putIfAbsent(format.codec().clockRate(), events + clocks.size());
            }
        }
        clocks.values().forEach(number -> text.append(' ').append(number));
        text.append("\r\n");
        for (Format format : codecs) {
            text.append("a=rtpmap:%d %s\r\n".formatted(format.payloadType(), name(format.codec())));
        }
        clocks.forEach((clock, number) ->
                text.append("a=rtpmap:%1$d telephone-event/%2$d\r\na=fmtp:%1$d 0-15\r\n".formatted(number, clock)));
        cryptos.forEach(crypto -> text.append(crypto.line()));
        return text.append("a=ptime:")
                .append(packetMs)
                .append("\r\na=")
                .append(direction.name().toLowerCase(java.util.Locale.ROOT))
                .append("\r\n")
                .toString();
    }
}
