package org.otvet.server.people;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.OtvetSettings;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with OWASP's parameters (19 MiB, two passes, one lane). At most two are computed at once: each takes memory
 * and a core. Thread-safe.
 */
@Component
class Passwords {

    private static final String DEMO = "demo";
    private static final int LEAST = 12;
    private static final Set<String> TOO_COMMON = Set.of(
            "123456789012",
            "1234567890123",
            "111111111111",
            "000000000000",
            "qwertyuiop12",
            "qwertyuiop123",
            "qwertyuiop[]",
            "password1234",
            "passwordpassword",
            "password12345",
            "administrator",
            "iloveyou1234",
            "йцукенгшщзхъ",
            "парольпароль",
            "qwerty123456",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "abcdefghijkl",
            "letmein12345",
            "welcome12345",
            "changemechangeme",
            "asdfghjkl123",
            "zxcvbnm12345",
            "adminadminadmin",
            "otvetotvetotvet");

    private final Argon2PasswordEncoder argon = new Argon2PasswordEncoder(16, 32, 1, 19456, 2);
    private final Semaphore atOnce = new Semaphore(2);
    private final OtvetSettings settings;
    private volatile @Nullable String nobodys;

    Passwords(OtvetSettings settings) {
        this.settings = settings;
    }

    String hash(String password) {
        atOnce.acquireUninterruptibly();
        try {
            return String.valueOf(argon.encode(password));
        } finally {
            atOnce.release();
        }
    }

    /** @param hash null for an unknown login: takes the same time and is never right */
    boolean matches(String password, @Nullable String hash) {
        if (password.length() > 200) {
            return false;
        }
        String against = hash == null ? nobodysHash() : hash;
        atOnce.acquireUninterruptibly();
        try {
            boolean right = argon.matches(password, against);
            return right && hash != null && (!password.equals(DEMO) || demoAllowed());
        } finally {
            atOnce.release();
        }
    }

    /** What is wrong with a new password, null when nothing is. */
    @Nullable
    String fault(String password, String login) {
        if (password.equals(DEMO) && demoAllowed()) {
            return null;
        }
        if (password.length() < LEAST) {
            return "too-short";
        }
        if (password.length() > 200) {
            return "too-long";
        }
        String plain = password.toLowerCase(Locale.ROOT);
        boolean common = TOO_COMMON.contains(plain)
                || plain.chars().distinct().count() < 4
                || login.length() > 3 && plain.replace(login, "").length() < 4;
        return common ? "too-common" : null;
    }

    boolean demoAllowed() {
        return settings.demo() && settings.loopbackOnly();
    }

    private String nobodysHash() {
        String hash = nobodys;
        if (hash == null) {
            hash = hash(Secret.newToken());
            nobodys = hash;
        }
        return hash;
    }
}
