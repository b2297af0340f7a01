package org.otvet.server.people;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.SoundEncryption;

/**
 * A person as somebody wants it to be.
 *
 * @param password null keeps the one there is
 * @param phone null for none
 */
public record PersonDraft(
        String login,
        String name,
        String locale,
        Set<String> roles,
        Set<UUID> projectIds,
        Set<UUID> queueIds,
        boolean enabled,
        @Nullable String password,
        @Nullable PhoneDraft phone) {

    /**
     * @param extension null for the next free one
     * @param address for fixed phones only
     * @param sipPassword for registering SIP phones only; null keeps the one there is
     * @param encryption for all but browsers; null keeps what there is
     */
    public record PhoneDraft(
            Phone.Kind kind,
            @Nullable String extension,
            @Nullable String address,
            @Nullable String sipPassword,
            @Nullable SoundEncryption encryption) {

        /** Encrypted as before, or as usual. */
        public PhoneDraft(
                Phone.Kind kind, @Nullable String extension, @Nullable String address, @Nullable String sipPassword) {
            this(kind, extension, address, sipPassword, null);
        }
    }

    @Override
    public String toString() {
        return "PersonDraft[" + login + "]";
    }
}
