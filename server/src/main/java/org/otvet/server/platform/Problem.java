package org.otvet.server.platform;

import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * An answer to the caller that is not success: becomes problem details (RFC 9457) with a stable {@code code}. Carries no
 * stack trace; it is part of normal work.
 */
public final class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final Map<String, Object> properties;

    private Problem(HttpStatus status, String code, String detail, Map<String, ?> properties) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.properties = Map.copyOf(properties);
    }

    /** @param detail one sentence for a person; never data of other projects, never a secret */
    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, Map.of());
    }

    /** @param properties JSON-able values the caller can act on */
    public static Problem of(HttpStatus status, String code, String detail, Map<String, ?> properties) {
        return new Problem(status, code, detail, properties);
    }

    /** Also the answer for an object the caller may not know of. */
    public static Problem notFound() {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is no such thing, or not for you.");
    }

    public static Problem forbidden() {
        return of(HttpStatus.FORBIDDEN, "forbidden", "Your roles do not allow this.");
    }

    public static Problem conflict(String code, String detail) {
        return of(HttpStatus.CONFLICT, code, detail);
    }

    /** @param fields code of what is wrong by field name */
    public static Problem invalid(Map<String, String> fields) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", "Some fields are not right.", Map.of("fields", fields));
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> properties() {
        return properties;
    }
}
