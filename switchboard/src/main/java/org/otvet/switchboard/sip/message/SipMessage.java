package org.otvet.switchboard.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message over the bytes it came in. Headers are slices; a value is decoded when somebody asks. Not safe for
 * several threads at once.
 */
public abstract sealed class SipMessage permits SipRequest, SipResponse {

    /** Ints kept for each header: name, name start and end, value start and end. */
    static final int SLOT = 5;

    private final byte[] data;
    private final int[] slots;
    private final int headers;
    private final int bodyStart;
    private final int bodyEnd;

    // Filled by the parser's validation.
    String callId = "";
    String fromTag = "";
    String toTag = "";
    String cseqMethod = "";
    long cseq;

    @Nullable
    Via topVia;

    @Nullable
    Defect defect;

    SipMessage(byte[] data, int[] slots, int headers, int bodyStart, int bodyEnd) {
        this.data = data;
        this.slots = slots;
        this.headers = headers;
        this.bodyStart = bodyStart;
        this.bodyEnd = bodyEnd;
    }

    /** Why this message must be refused, null when it is sound as far as every message must be. */
    public @Nullable Defect defect() {
        return defect;
    }

    public String callId() {
        return callId;
    }

    public String fromTag() {
        return fromTag;
    }

    public String toTag() {
        return toTag;
    }

    public long cseq() {
        return cseq;
    }

    public String cseqMethod() {
        return cseqMethod;
    }

    /** Null only where {@link #defect()} says why. */
    public @Nullable Via topVia() {
        return topVia;
    }

    public int headerCount() {
        return headers;
    }

    /** Position of the next header of that name at or after {@code from}, -1 when there is none. */
    public int find(HeaderName name, int from) {
        int id = name.ordinal();
        for (int i = from; i < headers; i++) {
            if (slots[i * SLOT] == id) {
                return i;
            }
        }
        return -1;
    }

    public boolean has(HeaderName name) {
        return find(name, 0) >= 0;
    }

    public String nameAt(int index) {
        HeaderName known = HeaderName.at(slots[index * SLOT]);
        return known == HeaderName.OTHER
                ? new String(
                        data,
                        slots[index * SLOT + 1],
                        slots[index * SLOT + 2] - slots[index * SLOT + 1],
                        StandardCharsets.UTF_8)
                : known.text();
    }

    HeaderName idAt(int index) {
        return HeaderName.at(slots[index * SLOT]);
    }

    /** The value with its folds made single spaces, without white space around it. */
    public String valueAt(int index) {
        return Texts.unfolded(data, slots[index * SLOT + 3], slots[index * SLOT + 4]);
    }

    /** Whole text of the first header line of that name, null when there is none. */
    public @Nullable String first(HeaderName name) {
        int index = find(name, 0);
        return index < 0 ? null : valueAt(index);
    }

    /** Value of the first header line with that name in any case or form, null when there is none. */
    public @Nullable String header(String name) {
        HeaderName known = HeaderName.of(name);
        if (known != HeaderName.OTHER) {
            return first(known);
        }
        for (int i = 0; i < headers; i++) {
            if (slots[i * SLOT] == HeaderName.OTHER.ordinal() && name.equalsIgnoreCase(nameAt(i))) {
                return valueAt(i);
            }
        }
        return null;
    }

    /** All values of that name, lines with several split at their commas. */
    public List<String> values(HeaderName name) {
        int index = find(name, 0);
        if (index < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(4);
        while (index >= 0) {
            Texts.splitList(valueAt(index), values);
            index = find(name, index + 1);
        }
        return values;
    }

    /** Whole values of the header lines with that name, as a challenge with its commas needs them. */
    public List<String> lines(HeaderName name) {
        List<String> values = new ArrayList<>(2);
        for (int index = find(name, 0); index >= 0; index = find(name, index + 1)) {
            values.add(valueAt(index));
        }
        return values;
    }

    /** True when a list header holds that token in any case. */
    public boolean lists(HeaderName name, String token) {
        for (int index = find(name, 0); index >= 0; index = find(name, index + 1)) {
            if (Texts.containsToken(valueAt(index), token)) {
                return true;
            }
        }
        return false;
    }

    /** Headers whose names start with {@code X-}, bounded in number and length. */
    public Map<String, String> extensionHeaders(int most, int longest) {
        Map<String, String> found = Map.of();
        for (int i = 0; i < headers && found.size() < most; i++) {
            int start = slots[i * SLOT + 1];
            if (slots[i * SLOT] == HeaderName.OTHER.ordinal()
                    && slots[i * SLOT + 2] - start > 2
                    && (data[start] | 0x20) == 'x'
                    && data[start + 1] == '-') {
                if (found.isEmpty()) {
                    found = new LinkedHashMap<>();
                }
                String value = valueAt(i);
                found.putIfAbsent(nameAt(i), value.length() > longest ? value.substring(0, longest) : value);
            }
        }
        return found;
    }

    public boolean hasBody() {
        return bodyEnd > bodyStart;
    }

    public String bodyText() {
        return new String(data, bodyStart, bodyEnd - bodyStart, StandardCharsets.UTF_8);
    }

    /** The body when it is a session description, null when there is no body. */
    public @Nullable String sdp() {
        return hasBody() ? bodyText() : null;
    }

    /** Media type of the body in lower case without parameters, empty when it is not said. */
    public String contentType() {
        String type = first(HeaderName.CONTENT_TYPE);
        if (type == null) {
            return "";
        }
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
    }

    void writeValue(MessageWriter out, int index) {
        out.bytes(data, slots[index * SLOT + 3], slots[index * SLOT + 4]);
    }

    /** The bytes it was read from themselves; for reading only. */
    public byte[] bytes() {
        return data;
    }

    /** The bytes it was read from. */
    public byte[] copyOfBytes() {
        return Arrays.copyOf(data, data.length);
    }

    abstract String startLine();

    /** For logs: start line and Call-ID, nothing secret and nothing private. */
    @Override
    public final String toString() {
        return Texts.printable(startLine() + " [" + callId + "]");
    }
}
