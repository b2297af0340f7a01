package org.otvet.switchboard.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866), as far as we need one: the connection line, the attributes and the media sections.
 *
 * @param connection the session's {@code c=} line without {@code c=}, empty when there is none
 * @param attributes attributes before the first media section
 */
public record SessionDescription(String connection, List<Attribute> attributes, List<Media> media) {

    static final int MAX_CHARACTERS = 32_768;
    static final int MAX_LINES = 600;
    static final int MAX_MEDIA = 16;

    /** {@code a=name} or {@code a=name:value}; an absent value is empty. */
    public record Attribute(String name, String value) {}

    /**
     * One media section.
     *
     * @param formats the formats of the {@code m=} line, as text
     * @param connection the section's own {@code c=} line, else the session's, empty when there is neither
     */
    public record Media(
            String kind,
            int port,
            String protocol,
            List<String> formats,
            String connection,
            List<Attribute> attributes) {

        /** Value of the first attribute of that name. */
        public Optional<String> attribute(String name) {
            return find(attributes, name);
        }
    }

    public Optional<String> attribute(String name) {
        return find(attributes, name);
    }

    /** The section's attribute, else the session's. */
    public Optional<String> attribute(Media section, String name) {
        return section.attribute(name).or(() -> attribute(name));
    }

    /** @throws SdpException whatever is wrong with the text; no other exception comes out, for any input */
    public static SessionDescription parse(String text) throws SdpException {
        if (text.isBlank()) {
            throw new SdpException("The session description is empty");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new SdpException("The session description is longer than " + MAX_CHARACTERS + " characters");
        }
        String[] lines = text.split("\r\n|\n|\r", MAX_LINES + 1);
        if (lines.length > MAX_LINES) {
            throw new SdpException("The session description has more than " + MAX_LINES + " lines");
        }
        if (!lines[0].equals("v=0")) {
            throw new SdpException("A session description starts with v=0, not with " + quoted(lines[0]));
        }
        String sessionConnection = "";
        List<Attribute> sessionAttributes = new ArrayList<>();
        List<SectionInProgress> sections = new ArrayList<>();
        boolean hasOrigin = false;
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            if (line.isEmpty()) {
                continue;
            }
            if (line.length() < 2 || line.charAt(1) != '=' || !isPrintable(line)) {
                throw new SdpException("Line " + (i + 1) + " is no letter=value line: " + quoted(line));
            }
            String value = line.substring(2);
            SectionInProgress section = sections.isEmpty() ? null : sections.getLast();
            switch (line.charAt(0)) {
                case 'o' -> hasOrigin = true;
                case 'c' -> {
                    if (section == null) {
                        sessionConnection = value.trim();
                    } else {
                        section.connection = value.trim();
                    }
                }
                case 'a' -> (section == null ? sessionAttributes : section.attributes).add(attributeOf(value));
                case 'm' -> {
                    if (sections.size() == MAX_MEDIA) {
                        throw new SdpException("More than " + MAX_MEDIA + " media sections");
                    }
                    sections.add(sectionOf(value));
                }
                default -> {
                    // other letters say nothing about the audio
                }
            }
        }
        if (!hasOrigin) {
            throw new SdpException("The o= line is missing");
        }
        List<Media> media = new ArrayList<>();
        for (SectionInProgress section : sections) {
            media.add(section.finish(sessionConnection));
        }
        return new SessionDescription(sessionConnection, List.copyOf(sessionAttributes), List.copyOf(media));
    }

    private static Attribute attributeOf(String value) {
        int colon = value.indexOf(':');
        return colon < 0
                ? new Attribute(value.trim(), "")
                : new Attribute(
                        value.substring(0, colon).trim(),
                        value.substring(colon + 1).trim());
    }

    private static SectionInProgress sectionOf(String value) throws SdpException {
        String[] parts = value.trim().split(" +");
        if (parts.length < 4) {
            throw new SdpException("An m= line has kind, port, protocol and formats: " + quoted(value));
        }
        int slash = parts[1].indexOf('/');
        int port = number(slash < 0 ? parts[1] : parts[1].substring(0, slash), 65535);
        if (port < 0) {
            throw new SdpException("The port of the m= line is no number from 0 to 65535: " + quoted(parts[1]));
        }
        return new SectionInProgress(parts[0], port, parts[2], List.of(parts).subList(3, parts.length));
    }

    /** The decimal number in {@code text}, or -1 when it is none or above {@code max}. */
    static int number(String text, int max) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= max ? value : -1;
    }

    static String quoted(String text) {
        StringBuilder safe = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), 60); i++) {
            char c = text.charAt(i);
            safe.append(c >= ' ' && c != 0x7F ? c : '?');
        }
        return safe.append('"').toString();
    }

    private static boolean isPrintable(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' && c != '\t') {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> find(List<Attribute> attributes, String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }

    private static final class SectionInProgress {
        private final String kind;
        private final int port;
        private final String protocol;
        private final List<String> formats;
        private final List<Attribute> attributes = new ArrayList<>();
        private String connection = "";

        SectionInProgress(String kind, int port, String protocol, List<String> formats) {
            this.kind = kind;
            this.port = port;
            this.protocol = protocol;
            this.formats = List.copyOf(formats);
        }

        Media finish(String sessionConnection) {
            return new Media(
                    kind,
                    port,
                    protocol,
                    formats,
                    connection.isEmpty() ? sessionConnection : connection,
                    List.copyOf(attributes));
        }
    }
}
