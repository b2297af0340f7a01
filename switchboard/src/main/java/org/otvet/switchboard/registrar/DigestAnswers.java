package org.otvet.switchboard.registrar;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers the digest challenges put to one account (RFC 7616, RFC 8760). The realm of the first challenge is the only
 * one answered from then on, so that no other host learns anything about the password. Thread-safe; never shows what it
 * holds.
 */
public final class DigestAnswers {

    private static final List<String> ALGORITHMS = List.of("SHA-256", "MD5");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String username;
    private final String password;
    private @Nullable String realm;
    private String lastNonce = "";
    private int count;

    public DigestAnswers(String username, String password) {
        this.username = username;
        this.password = password;
    }

    public String username() {
        return username;
    }

    /** True when the last answer was right, only its nonce too old. */
    public static boolean isStale(List<String> challenges) {
        for (var line : challenges) {
            var challenge = DigestCredentials.parse(line);
            if (challenge != null && challenge.get("stale").equalsIgnoreCase("true")) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value of Authorization or Proxy-Authorization; the strongest algorithm offered is used.
     *
     * @param challenges whole header values
     * @return null when no challenge is of a kind and realm to be answered
     */
    public synchronized @Nullable String answer(List<String> challenges, String method, String uri) {
        for (var algorithm : ALGORITHMS) {
            for (var line : challenges) {
                var challenge = DigestCredentials.parse(line);
                if (challenge != null && isFor(challenge, algorithm)) {
                    return answer(challenge, algorithm, method, uri);
                }
            }
        }
        return null;
    }

    private boolean isFor(DigestCredentials challenge, String algorithm) {
        var named = challenge.get("algorithm").isEmpty() ? "MD5" : challenge.get("algorithm");
        var qop = challenge.get("qop");
        return named.equalsIgnoreCase(algorithm)
                && !challenge.get("nonce").isEmpty()
                && (realm == null || realm.equals(challenge.get("realm")))
                && (qop.isEmpty() || offersAuth(qop));
    }

    private static boolean offersAuth(String qop) {
        return List.of(qop.strip().split("\\s*,\\s*")).contains("auth");
    }

    private String answer(DigestCredentials challenge, String algorithm, String method, String uri) {
        var place = challenge.get("realm");
        realm = place;
        var nonce = challenge.get("nonce");
        count = nonce.equals(lastNonce) ? count + 1 : 1;
        lastNonce = nonce;
        var qop = challenge.get("qop").isEmpty() ? "" : "auth";
        var nc = String.format("%08x", count);
        var random = new byte[12];
        RANDOM.nextBytes(random);
        var cnonce = HexFormat.of().formatHex(random);
        var ha1 = Digest.ha1(algorithm, username, place, password);
        var response = Digest.response(algorithm, ha1, method, uri, nonce, nc, cnonce, qop);
        var out = new StringBuilder("Digest username=\"" + quoted(username) + "\", realm=\"" + quoted(place)
                + "\", nonce=\"" + quoted(nonce) + "\", uri=\"" + uri + "\", response=\"" + response
                + "\", algorithm=" + algorithm);
        if (!qop.isEmpty()) {
            out.append(", qop=auth, nc=")
                    .append(nc)
                    .append(", cnonce=\"")
                    .append(cnonce)
                    .append('"');
        }
        if (!challenge.get("opaque").isEmpty()) {
            out.append(", opaque=\"").append(quoted(challenge.get("opaque"))).append('"');
        }
        return out.toString();
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public String toString() {
        return "DigestAnswers[hidden]";
    }
}
