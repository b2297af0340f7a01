package org.otvet.switchboard.registrar;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes nonces that prove their own age, so that a challenge keeps no state, and refuses a nonce count that was used.
 * Safe for any thread; time comes in.
 */
final class Nonces {

    /** What a nonce is worth. */
    enum Verdict {
        GOOD,
        /** Ours, but too old or used before: the client shall take a new one, its password may be right. */
        STALE,
        /** Not ours. */
        FOREIGN
    }

    private static final int BODY_BYTES = 16;
    private static final int MAC_BYTES = 16;
    private static final int MOST_USED = 50_000;

    private final SecretKeySpec key;
    private final RandomGenerator random;
    private final long lifeMillis;
    private final Map<String, Long> used = new LinkedHashMap<>(64, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_USED;
        }
    };

    Nonces(RandomGenerator random, long lifeMillis) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.random = random;
        this.lifeMillis = lifeMillis;
    }

    String next(long nowMillis) {
        byte[] body = ByteBuffer.allocate(BODY_BYTES)
                .putLong(nowMillis)
                .putLong(random.nextLong())
                .array();
        return HexFormat.of().formatHex(body) + HexFormat.of().formatHex(mac(body), 0, MAC_BYTES);
    }

    /** Looks without using it up. */
    Verdict judge(String nonce, long nowMillis) {
        if (nonce.length() != 2 * (BODY_BYTES + MAC_BYTES)) {
            return Verdict.FOREIGN;
        }
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(nonce);
        } catch (IllegalArgumentException e) {
            return Verdict.FOREIGN;
        }
        byte[] body = java.util.Arrays.copyOf(bytes, BODY_BYTES);
        byte[] given = java.util.Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
        if (!MessageDigest.isEqual(given, java.util.Arrays.copyOf(mac(body), MAC_BYTES))) {
            return Verdict.FOREIGN;
        }
        long age = nowMillis - ByteBuffer.wrap(body).getLong();
        return age < 0 || age > lifeMillis ? Verdict.STALE : Verdict.GOOD;
    }

    /** True when this count of this nonce was not used before; from now on it is. */
    synchronized boolean use(String nonce, long count) {
        Long last = used.get(nonce);
        if (last != null && count <= last) {
            return false;
        }
        used.put(nonce, count);
        return true;
    }

    private byte[] mac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
