package org.otvet.switchboard.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Names of the methods. */
public final class Methods {

    public static final String INVITE = "INVITE";
    public static final String ACK = "ACK";
    public static final String BYE = "BYE";
    public static final String CANCEL = "CANCEL";
    public static final String OPTIONS = "OPTIONS";
    public static final String REGISTER = "REGISTER";
    public static final String INFO = "INFO";
    public static final String UPDATE = "UPDATE";
    /** Taken only where a caller requires our ringing acknowledged (RFC 3262). */
    public static final String PRACK = "PRACK";

    /** What we take, for the Allow header. */
    public static final String ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REGISTER";

    private static final String[] COMMON = {INVITE, ACK, BYE, CANCEL, OPTIONS, REGISTER, INFO, UPDATE};

    private static final Set<String> KNOWN_BUT_NOT_TAKEN =
            Set.of("MESSAGE", "SUBSCRIBE", "NOTIFY", "PUBLISH", "REFER", PRACK);

    private Methods() {}

    /** True for the methods we take. */
    public static boolean isTaken(String method) {
        for (String candidate : COMMON) {
            if (candidate.equals(method)) {
                return true;
            }
        }
        return false;
    }

    /** True for methods of published RFCs that get 405 from us, and not 501. */
    public static boolean isKnownElsewhere(String method) {
        return KNOWN_BUT_NOT_TAKEN.contains(method);
    }

    static String of(byte[] data, int start, int end) {
        for (String candidate : COMMON) {
            if (candidate.length() == end - start && Texts.equalsAscii(candidate, data, start)) {
                return candidate;
            }
        }
        return new String(data, start, end - start, StandardCharsets.UTF_8);
    }

    static String canonical(String text) {
        for (String candidate : COMMON) {
            if (candidate.equals(text)) {
                return candidate;
            }
        }
        return text;
    }
}
