package org.otvet.server.floor;

/** The floor does not take orders: it is starting, stopping, or too far behind. */
final class FloorClosed extends RuntimeException {

    FloorClosed(String message) {
        super(message, null, false, false);
    }
}
