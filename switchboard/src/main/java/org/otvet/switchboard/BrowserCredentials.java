package org.otvet.switchboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneCredentials;

/**
 * Short-lived passwords of browser phones. A phone has one at a time: the page that asked last is the phone. Only the
 * digest hashes are kept (RFC 8760). Thread-safe.
 */
final class BrowserCredentials {

    private final String realm;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Minted> minted = new ConcurrentHashMap<>();

    private record Minted(Map<String, String> hashes, Instant expiresAt) {}

    BrowserCredentials(String realm, Clock clock) {
        this.realm = realm;
        this.clock = clock;
    }

    PhoneCredentials mint(PhoneAccount phone, Duration validity) {
        var bytes = new byte[24];
        random.nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var expiresAt = clock.instant().plus(validity);
        var secret = phone.username() + ":" + realm + ":" + password;
        minted.put(
                phone.username(),
                new Minted(Map.of("MD5", hash("MD5", secret), "SHA-256", hash("SHA-256", secret)), expiresAt));
        return new PhoneCredentials(phone.username(), password, realm, expiresAt);
    }

    void revoke(String username) {
        minted.remove(username);
    }

    @Nullable
    Map<String, String> hashes(String username) {
        var entry = minted.get(username);
        if (entry == null || entry.expiresAt().isBefore(clock.instant())) {
            return null;
        }
        return entry.hashes();
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }
}
