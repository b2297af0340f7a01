package org.otvet.server.floor;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.live.LiveFloor;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Outcome;
import org.otvet.server.platform.Problem;
import org.springframework.http.HttpStatus;

/** Asks the floor on behalf of a request and turns what it refuses into problem details. */
final class Refusals {

    private Refusals() {}

    static <T extends @Nullable Object> T ask(FloorThread floor, Function<LiveFloor, T> question) {
        try {
            return floor.ask(question);
        } catch (FloorClosed e) {
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "floor-busy", "Not now: " + e.getMessage() + ".");
        }
    }

    static void order(FloorThread floor, Order order) {
        Outcome outcome = ask(floor, live -> live.order(order, floor.now()));
        if (outcome instanceof Outcome.Refused refused) {
            throw switch (refused.kind()) {
                case UNKNOWN -> Problem.notFound();
                case CONFLICT -> Problem.conflict(refused.code(), "This cannot be done now (" + refused.code() + ").");
                case RULED_OUT ->
                    Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            refused.code(),
                            "The rules do not allow this (" + refused.code() + ").");
                case INVALID -> Problem.invalid(Map.of(refused.code(), "invalid"));
            };
        }
    }
}
