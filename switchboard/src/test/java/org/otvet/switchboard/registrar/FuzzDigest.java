package org.otvet.switchboard.registrar;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/** No Authorization header proves anything to a directory nobody has the password of. */
public final class FuzzDigest {

    private static final Authenticator AUTHENTICATOR = new Authenticator(
            "otvet",
            username -> new PhoneDirectory.Account(
                    username, Map.of("MD5", "0123456789abcdef0123456789abcdef", "SHA-256", "00"), false),
            new Random(1));

    private FuzzDigest() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        DigestCredentials credentials = DigestCredentials.parse(text);
        if (credentials != null) {
            credentials.get("nonce");
        }
        if (AUTHENTICATOR.check("REGISTER", text, text, false, 0) instanceof Authenticator.Outcome.Proved) {
            throw new IllegalStateException("proved by " + text);
        }
    }
}
