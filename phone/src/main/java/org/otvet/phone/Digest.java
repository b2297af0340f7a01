package org.otvet.phone;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The client's side of digest authentication (RFC 7616 and, for SIP, RFC 8760): MD5 and SHA-256, qop auth or none. */
final class Digest {

    private static final Pattern PARAMETER =
            Pattern.compile("(\\w+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s]+))");

    private final String user;
    private final String password;
    private final List<String> algorithms;

    /** @param algorithms accepted ones, preferred first */
    Digest(String user, String password, List<String> algorithms) {
        this.user = user;
        this.password = password;
        this.algorithms = algorithms;
    }

    /** The value of an (Proxy-)Authorization header, null when no challenge can be met. */
    @Nullable
    String answer(List<String> challenges, String method, String uri) {
        for (String algorithm : algorithms) {
            for (String challenge : challenges) {
                Map<String, String> given = parameters(challenge);
                if (challenge.regionMatches(true, 0, "Digest", 0, 6)
                        && given.getOrDefault("algorithm", "MD5").equalsIgnoreCase(algorithm)) {
                    return answer(given, algorithm, method, uri);
                }
            }
        }
        return null;
    }

    private String answer(Map<String, String> given, String algorithm, String method, String uri) {
        String realm = given.getOrDefault("realm", "");
        String nonce = given.getOrDefault("nonce", "");
        String a1 = hash(algorithm, user + ":" + realm + ":" + password);
        String a2 = hash(algorithm, method + ":" + uri);
        StringBuilder value = new StringBuilder(
                "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\"".formatted(user, realm, nonce, uri));
        if (List.of(given.getOrDefault("qop", "").split("\\s*,\\s*")).contains("auth")) {
            String client = Long.toHexString(ThreadLocalRandom.current().nextLong());
            String response = hash(algorithm, String.join(":", a1, nonce, "00000001", client, "auth", a2));
            value.append(", response=\"%s\", cnonce=\"%s\", nc=00000001, qop=auth".formatted(response, client));
        } else {
            value.append(", response=\"%s\"".formatted(hash(algorithm, a1 + ":" + nonce + ":" + a2)));
        }
        value.append(", algorithm=").append(algorithm);
        String opaque = given.get("opaque");
        if (opaque != null) {
            value.append(", opaque=\"").append(opaque).append('"');
        }
        return value.toString();
    }

    private static Map<String, String> parameters(String challenge) {
        Map<String, String> found = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            found.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return found;
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
