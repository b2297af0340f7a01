package org.otvet.server.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import org.otvet.server.platform.SoundEncryption;

/**
 * A person's telephone.
 *
 * @param extension its number inside the centre and its SIP user name, unique
 * @param address for {@link Kind#FIXED}: {@code sip:user@host:port[;transport=tcp|tls]} or {@code sips:...}; otherwise empty
 * @param digestHashes for {@link Kind#SIP}: HA1 in lower-case hex for realm {@link #REALM} by algorithm name
 *     ({@code MD5}, {@code SHA-256}); otherwise empty
 * @param encryption of its sound; a browser's is always encrypted
 */
public record Phone(
        Kind kind, String extension, String address, Map<String, String> digestHashes, SoundEncryption encryption) {

    /** A telephone whose sound is encrypted where that is possible. */
    public Phone(Kind kind, String extension, String address, Map<String, String> digestHashes) {
        this(kind, extension, address, digestHashes, SoundEncryption.OPTIONAL);
    }

    /** Realm the hashes are made for. */
    public static final String REALM = "otvet";

    /** How it is reached; {@code browser}, {@code sip} and {@code fixed} in JSON. */
    public enum Kind {
        BROWSER,
        SIP,
        FIXED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public Phone {
        digestHashes = Map.copyOf(digestHashes);
    }

    @Override
    public String toString() {
        return "Phone[" + kind.code() + " " + extension + "]";
    }
}
