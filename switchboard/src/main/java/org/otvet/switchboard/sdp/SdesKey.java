package org.otvet.switchboard.sdp;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sdp.SessionDescription.Attribute;
import org.otvet.switchboard.sdp.SessionDescription.Media;

/**
 * An {@code a=crypto} line: the key under which its sender sends (RFC 4568). Its text shows no key.
 *
 * @param tag by which an answer names the line of the offer it takes
 * @param material master key and salt
 */
public record SdesKey(int tag, SdesSuite suite, byte[] material) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST = 16;

    /** Several keys, key identifiers and key derivation rates are not served; lines with them are passed over. */
    private static final Pattern LINE = Pattern.compile(
            "(\\d{1,9})\\s+(\\S+)\\s+inline:([A-Za-z0-9+/]{20,90}={0,2})(?:\\|(?:2\\^)?\\d{1,20})?((?:\\s+\\S+)*)");

    /** A new one. */
    public static SdesKey fresh(int tag, SdesSuite suite) {
        byte[] material = new byte[suite.keyBytes() + suite.saltBytes()];
        RANDOM.nextBytes(material);
        return new SdesKey(tag, suite, material);
    }

    /** The usable lines of a section in its order. */
    static List<SdesKey> in(Media section) {
        List<SdesKey> found = new ArrayList<>();
        for (Attribute attribute : section.attributes()) {
            SdesKey key = attribute.name().equals("crypto") && found.size() < MOST ? read(attribute.value()) : null;
            if (key != null) {
                found.add(key);
            }
        }
        return found;
    }

    private static @Nullable SdesKey read(String value) {
        Matcher line = LINE.matcher(value);
        SdesSuite suite = line.matches() ? SdesSuite.named(line.group(2)).orElse(null) : null;
        if (suite == null || !areParametersHarmless(line.group(4))) {
            return null;
        }
        try {
            byte[] material = Base64.getDecoder().decode(line.group(3));
            boolean fits = material.length == suite.keyBytes() + suite.saltBytes();
            return fits ? new SdesKey(Integer.parseInt(line.group(1)), suite, material) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** A hint on the replay window changes nothing for us; anything else would change what we send or must take. */
    private static boolean areParametersHarmless(String parameters) {
        return parameters.isBlank()
                || Arrays.stream(parameters.strip().toUpperCase(Locale.ROOT).split("\\s+"))
                        .allMatch(parameter -> parameter.startsWith("WSH="));
    }

    /** The line without its end. */
    String line() {
        return "a=crypto:" + tag + " " + suite + " inline:"
                + Base64.getEncoder().encodeToString(material);
    }

    /** The same under another line's tag. */
    public SdesKey under(int otherTag) {
        return new SdesKey(otherTag, suite, material);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SdesKey key
                && key.tag == tag
                && key.suite == suite
                && Arrays.equals(key.material, material);
    }

    @Override
    public int hashCode() {
        return 31 * tag + Arrays.hashCode(material);
    }

    @Override
    public String toString() {
        return "SdesKey[" + tag + " " + suite + "]";
    }
}
