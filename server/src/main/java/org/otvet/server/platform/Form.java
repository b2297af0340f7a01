package org.otvet.server.platform;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with the fields of a request, the first fault of each; {@link #check()} throws when there is
 * any. Readers return a value that is safe to use on, also after a fault.
 */
public final class Form {

    private final Map<String, String> faults = new LinkedHashMap<>();

    public void reject(String field, String code) {
        faults.putIfAbsent(field, code);
    }

    public void require(boolean condition, String field, String code) {
        if (!condition) {
            reject(field, code);
        }
    }

    /** A line of text that must be there: stripped, without control characters, at most {@code max} long. */
    public String text(String field, @Nullable String value, int max) {
        String text = optionalText(field, value, max);
        if (text == null) {
            reject(field, "required");
            return "";
        }
        return text;
    }

    /** As {@link #text}, null when it is absent or blank. */
    public @Nullable String optionalText(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        require(text.length() <= max, field, "too-long");
        require(text.chars().noneMatch(Character::isISOControl), field, "malformed");
        return text;
    }

    public String matching(String field, @Nullable String value, Pattern pattern) {
        String text = text(field, value, 200);
        if (!text.isEmpty()) {
            require(pattern.matcher(text).matches(), field, "malformed");
        }
        return text;
    }

    public String oneOf(String field, @Nullable String value, Set<String> allowed) {
        String text = text(field, value, 200);
        if (!text.isEmpty()) {
            require(allowed.contains(text), field, "unknown");
        }
        return text;
    }

    /** Within the bounds, or {@code usual} when absent. */
    public int number(String field, @Nullable Integer value, int usual, int least, int most) {
        if (value == null) {
            return usual;
        }
        require(value >= least && value <= most, field, "out-of-range");
        return value;
    }

    public <T> T present(String field, @Nullable T value) {
        if (value == null) {
            reject(field, "required");
            throw Problem.invalid(faults);
        }
        return value;
    }

    /** At most {@code max} entries, none null. */
    public <T> Set<T> set(String field, @Nullable Collection<T> values, int max) {
        if (values == null) {
            return Set.of();
        }
        if (values.size() > max || values.stream().anyMatch(value -> value == null)) {
            reject(field, "out-of-range");
            return Set.of();
        }
        return Set.copyOf(values);
    }

    /** @throws Problem 422 {@code invalid} with every fault */
    public void check() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
