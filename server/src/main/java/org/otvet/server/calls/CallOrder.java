package org.otvet.server.calls;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Problem;

/** What a list is sorted by; the latest first when nothing is said. */
record CallOrder(String column, boolean descending) {

    private static final Map<String, String> COLUMNS = Map.of(
            "startedAt", "started_at",
            "waitSeconds", "wait_ms",
            "talkSeconds", "talk_ms",
            "holdSeconds", "hold_ms",
            "wrapUpSeconds", "wrap_up_ms",
            "number", "number_key",
            "result", "result");

    /**
     * @param sort a field, with a leading minus or a trailing {@code ,desc} for the other way round
     * @throws Problem 422 for an unknown field
     */
    static CallOrder of(@Nullable String sort) {
        if (sort == null || sort.isBlank()) {
            return new CallOrder("started_at", true);
        }
        boolean minus = sort.startsWith("-");
        String[] parts = sort.substring(minus ? 1 : 0).split(",", 2);
        String column = COLUMNS.get(parts[0]);
        if (column == null) {
            throw Problem.invalid(Map.of("sort", "unknown"));
        }
        return new CallOrder(column, minus || parts.length > 1 && parts[1].equals("desc"));
    }

    String sql() {
        return column + (descending ? " DESC" : " ASC") + ", interaction_id DESC";
    }
}
