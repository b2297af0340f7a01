package org.otvet.phone;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An {@code a=crypto} line of SDP (RFC 4568): {@code master} is key and salt. */
record Crypto(int tag, SrtpSuite suite, byte[] master) {

    private static final Pattern LINE = Pattern.compile("a=crypto:(\\d+) (\\w+) inline:([A-Za-z0-9+/=]+).*");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Crypto fresh(int tag, SrtpSuite suite) {
        byte[] master = new byte[suite.keyBytes + SrtpSuite.SALT_BYTES];
        RANDOM.nextBytes(master);
        return new Crypto(tag, suite, master);
    }

    /** Null for another line, and for a suite that telephones do not have. */
    static @Nullable Crypto parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            return null;
        }
        return List.of(SrtpSuite.values()).stream()
                .filter(suite -> suite.name().equals(matcher.group(2)))
                .map(suite -> new Crypto(
                        Integer.parseInt(matcher.group(1)),
                        suite,
                        Base64.getDecoder().decode(matcher.group(3))))
                .findFirst()
                .orElse(null);
    }

    String line() {
        return "a=crypto:" + tag + " " + suite + " inline:"
                + Base64.getEncoder().encodeToString(master) + "\r\n";
    }

    boolean sameKey(@Nullable Crypto other) {
        return other != null && other.suite == suite && Arrays.equals(other.master, master);
    }

    @Override
    public String toString() {
        return "Crypto[" + tag + " " + suite + "]";
    }
}
