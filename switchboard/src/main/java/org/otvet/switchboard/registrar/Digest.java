package org.otvet.switchboard.registrar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The computation of RFC 7616 and RFC 8760 for {@code qop=auth} and none. */
public final class Digest {

    private Digest() {}

    /** HA1 in lower-case hex. {@code algorithm} is {@code MD5} or {@code SHA-256}. */
    public static String ha1(String algorithm, String username, String realm, String password) {
        return hash(algorithm, username + ":" + realm + ":" + password);
    }

    /** What the client must send as {@code response}; {@code qop} empty for the old way without it. */
    static String response(
            String algorithm,
            String ha1,
            String method,
            String uri,
            String nonce,
            String nc,
            String cnonce,
            String qop) {
        String ha2 = hash(algorithm, method + ":" + uri);
        return qop.isEmpty()
                ? hash(algorithm, ha1 + ":" + nonce + ":" + ha2)
                : hash(algorithm, ha1 + ":" + nonce + ":" + nc + ":" + cnonce + ":" + qop + ":" + ha2);
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
