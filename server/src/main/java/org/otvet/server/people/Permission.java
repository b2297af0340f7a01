package org.otvet.server.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do; roles are sets of these. In JSON and in the database by {@link #code()}. */
public enum Permission {
    TAKE_CALLS,
    SEE_FLOOR,
    CONTROL_AGENTS,
    /** Enters the calls of agents and takes them over. */
    SUPERVISE_CALLS,
    SEE_CALLS,
    SEE_OWN_CALLS,
    LISTEN_RECORDINGS,
    DOWNLOAD_RECORDINGS,
    /** Pauses the recording of anybody's call in one's projects, as a payment page does. */
    PAUSE_RECORDINGS,
    /** Deletes recordings and holds them from deletion. */
    MANAGE_RECORDINGS,
    SEE_REPORTS,
    MANAGE_USERS,
    MANAGE_PROJECTS,
    MANAGE_TELEPHONY,
    SEE_AUDIT,
    SEE_TECHNICAL;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** For example {@code take-calls}. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    static Permission fromJson(String code) {
        return of(code).orElseThrow(() -> new IllegalArgumentException("no permission " + code));
    }

    public static Optional<Permission> of(String code) {
        return Arrays.stream(values())
                .filter(permission -> permission.code.equals(code))
                .findFirst();
    }
}
