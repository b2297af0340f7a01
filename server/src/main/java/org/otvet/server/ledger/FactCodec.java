package org.otvet.server.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bytes of a fact in the journal: version, which ids are present, ids, instant in microseconds, type, data as JSON to
 * the end. Stateless and thread-safe.
 */
final class FactCodec {

    private static final byte VERSION = 1;
    private static final int HAS_INTERACTION = 1;
    private static final int HAS_AGENT = 2;
    private static final int HAS_PROJECT = 4;
    private static final int FIXED = 1 + 1 + 16 + 8 + 1;

    private static final Logger log = LoggerFactory.getLogger(FactCodec.class);
    private static final byte[] NUL_ESCAPED = "\\u0000".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = JSON.writer();
    private static final ObjectReader READER = JSON.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

    private FactCodec() {}

    static byte[] encode(Fact fact) {
        byte[] json = json(fact.data());
        byte[] type = fact.type().getBytes(StandardCharsets.UTF_8);
        if (type.length > 255) {
            throw new IllegalArgumentException("fact type longer than 255 bytes: " + fact.type());
        }
        int flags = (fact.interactionId() != null ? HAS_INTERACTION : 0)
                | (fact.agentId() != null ? HAS_AGENT : 0)
                | (fact.projectId() != null ? HAS_PROJECT : 0);
        var out = ByteBuffer.allocate(FIXED + 16 * Integer.bitCount(flags) + type.length + json.length);
        out.put(VERSION).put((byte) flags);
        put(out, fact.id());
        put(out, fact.interactionId());
        put(out, fact.agentId());
        put(out, fact.projectId());
        out.putLong(micros(fact.at())).put((byte) type.length).put(type).put(json);
        return out.array();
    }

    static Fact decode(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("fact of an unknown version " + version + " in the journal");
        }
        int flags = in.get();
        UUID id = new UUID(in.getLong(), in.getLong());
        UUID interaction = take(in, flags & HAS_INTERACTION);
        UUID agent = take(in, flags & HAS_AGENT);
        UUID project = take(in, flags & HAS_PROJECT);
        Instant at = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
        byte[] type = new byte[in.get() & 0xff];
        in.get(type);
        Map<String, Object> data = READER.readValue(bytes, in.position(), in.remaining());
        return new Fact(id, interaction, agent, project, at, new String(type, StandardCharsets.UTF_8), data);
    }

    static Map<String, Object> data(byte[] json) {
        return READER.readValue(json);
    }

    /** Where the JSON of an encoded fact begins; it runs to the end. */
    static int dataOffset(byte[] encoded) {
        int typeAt = 1 + 1 + 16 + 16 * Integer.bitCount(encoded[1]) + 8;
        return typeAt + 1 + (encoded[typeAt] & 0xff);
    }

    static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }

    private static byte[] json(Map<String, Object> data) {
        try {
            byte[] json = WRITER.writeValueAsBytes(data);
            if (!contains(json, NUL_ESCAPED)) {
                return json;
            }
        } catch (JacksonException unwritable) {
            log.warn("Data of a fact is not JSON-able, written as text: {}", unwritable.getMessage());
        }
        return WRITER.writeValueAsBytes(clean(data));
    }

    /** The same with only what JSON and PostgreSQL's jsonb both take: no NUL, no half of a surrogate pair. */
    private static @Nullable Object clean(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, of) -> copy.put(text(key), clean(of)));
                yield copy;
            }
            case Collection<?> list -> list.stream().map(FactCodec::clean).toList();
            case Number number -> number;
            case Boolean bool -> bool;
            default -> text(value);
        };
    }

    private static String text(@Nullable Object value) {
        // a round trip through UTF-8 puts '?' for half of a surrogate pair
        byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
    }

    private static boolean contains(byte[] bytes, byte[] sought) {
        for (int i = 0; i <= bytes.length - sought.length; i++) {
            if (bytes[i] == '\\' && Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    private static void put(ByteBuffer out, @Nullable UUID id) {
        if (id != null) {
            out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
    }

    private static @Nullable UUID take(ByteBuffer in, int present) {
        return present == 0 ? null : new UUID(in.getLong(), in.getLong());
    }
}
