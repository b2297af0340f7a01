package org.otvet.switchboard.registrar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.guard.LockOut;

/**
 * Digest authentication (RFC 8760): SHA-256 offered first, MD5 after it. Unknown users, wrong passwords and browser
 * accounts on the wrong transport all look alike, in the answer and in the work done. Safe for any thread.
 */
public final class Authenticator {

    private static final int TRIES_PER_USER = 10;
    private static final int TRIES_PER_SOURCE = 100;
    private static final long WINDOW_MILLIS = 300_000;
    private static final long NONCE_MILLIS = 300_000;
    private static final int MOST_REMEMBERED = 20_000;

    /** What came of an attempt. */
    public sealed interface Outcome {

        /** The password was right. */
        record Proved(String username) implements Outcome {}

        /** Ask (again). {@code stale} says that only the nonce was too old. */
        record Ask(boolean stale) implements Outcome {}

        /** Too many failures: no answer at all. */
        record Silence() implements Outcome {}
    }

    private static final Outcome ASK = new Outcome.Ask(false);
    private static final Outcome STALE = new Outcome.Ask(true);

    private final String realm;
    private final PhoneDirectory directory;
    private final Nonces nonces;
    private final String dummySecret;
    private final LockOut users = new LockOut(TRIES_PER_USER, WINDOW_MILLIS, MOST_REMEMBERED);
    private final LockOut sources = new LockOut(TRIES_PER_SOURCE, WINDOW_MILLIS, MOST_REMEMBERED);
    private final AtomicLong lockedOut = new AtomicLong();

    public Authenticator(String realm, PhoneDirectory directory, RandomGenerator random) {
        this.realm = realm;
        this.directory = directory;
        this.nonces = new Nonces(random, NONCE_MILLIS);
        this.dummySecret = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    /**
     * Checks one request.
     *
     * @param authorization value of its Authorization header, null when it has none
     * @param source address the request came from
     * @param webSocket true when it came over a WebSocket
     */
    public Outcome check(
            String method, @Nullable String authorization, String source, boolean webSocket, long nowMillis) {
        DigestCredentials credentials = DigestCredentials.parse(authorization);
        if (credentials == null) {
            return ASK;
        }
        String username = credentials.get("username");
        String key = username + "@" + source;
        if (users.isOut(key, nowMillis) || sources.isOut(source, nowMillis)) {
            lockedOut.incrementAndGet();
            return new Outcome.Silence();
        }
        String nonce = credentials.get("nonce");
        Nonces.Verdict verdict = nonces.judge(nonce, nowMillis);
        if (verdict != Nonces.Verdict.GOOD || !credentials.get("realm").equals(realm)) {
            return verdict == Nonces.Verdict.STALE ? STALE : ASK;
        }
        String algorithm = algorithm(credentials.get("algorithm"));
        long count = count(credentials);
        if (!isRight(credentials, algorithm, method, webSocket) || count <= 0) {
            users.failed(key, nowMillis);
            sources.failed(source, nowMillis);
            return ASK;
        }
        if (!nonces.use(nonce, count)) {
            return STALE;
        }
        users.succeeded(key);
        return new Outcome.Proved(username);
    }

    private boolean isRight(DigestCredentials credentials, String algorithm, String method, boolean webSocket) {
        String username = credentials.get("username");
        PhoneDirectory.Account account = directory.find(username);
        String ha1 = account == null || (account.webSocketOnly() && !webSocket)
                ? null
                : account.digestHashes().get(algorithm);
        String qop = credentials.get("qop");
        String expected = Digest.response(
                algorithm,
                ha1 == null ? dummySecret : ha1,
                method,
                credentials.get("uri"),
                credentials.get("nonce"),
                credentials.get("nc"),
                credentials.get("cnonce"),
                qop);
        boolean equal = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                credentials.get("response").toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return equal && ha1 != null && (qop.isEmpty() || qop.equals("auth"));
    }

    private static String algorithm(String named) {
        return named.equalsIgnoreCase("SHA-256") ? "SHA-256" : "MD5";
    }

    /** The nonce count; without qop there is none and the nonce is good once. 0 for a broken one. */
    private static long count(DigestCredentials credentials) {
        if (credentials.get("qop").isEmpty()) {
            return Long.MAX_VALUE;
        }
        String text = credentials.get("nc");
        if (text.isEmpty() || text.length() > 8) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * Header lines of a 401.
     *
     * @param webSocket browsers get MD5 only: JsSIP gives up at an algorithm it does not know
     */
    public String challenge(boolean stale, boolean webSocket, long nowMillis) {
        String nonce = nonces.next(nowMillis);
        String md5 = line("MD5", nonce, stale);
        return webSocket ? md5 : line("SHA-256", nonce, stale) + md5;
    }

    private String line(String algorithm, String nonce, boolean stale) {
        return "WWW-Authenticate: Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm=" + algorithm
                + ", qop=\"auth\"" + (stale ? ", stale=true" : "") + "\r\n";
    }

    /** Attempts that got no answer. */
    public long lockedOut() {
        return lockedOut.get();
    }
}
