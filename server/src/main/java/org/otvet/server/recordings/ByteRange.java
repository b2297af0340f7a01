package org.otvet.server.recordings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a file a request asks for (RFC 9110 section 14), first and last byte included. */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** What a Range header amounts to: the whole file, a part of it, or nothing that exists (416). */
    enum Kind {
        WHOLE,
        PART,
        OUTSIDE
    }

    /** @param range null for {@link Kind#OUTSIDE} */
    record Asked(Kind kind, @Nullable ByteRange range) {}

    /** Several ranges, other units and malformed headers are answered with the whole file, as the RFC allows. */
    static Asked of(@Nullable String header, long length) {
        var whole = new Asked(Kind.WHOLE, new ByteRange(0, length - 1));
        Matcher matcher = header == null ? null : SINGLE.matcher(header.strip());
        if (matcher == null || !matcher.matches()) {
            return whole;
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty() && to.isEmpty()) {
            return whole;
        }
        long first = from.isEmpty() ? Math.max(0, length - Long.parseLong(to)) : Long.parseLong(from);
        long last = from.isEmpty() || to.isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(to));
        if (!from.isEmpty() && !to.isEmpty() && Long.parseLong(to) < first) {
            return whole;
        }
        return first >= length ? new Asked(Kind.OUTSIDE, null) : new Asked(Kind.PART, new ByteRange(first, last));
    }

    long length() {
        return last - first + 1;
    }
}
