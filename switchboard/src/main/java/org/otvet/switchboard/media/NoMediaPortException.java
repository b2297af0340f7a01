package org.otvet.switchboard.media;

/** No UDP port of the configured range is free; the message names the range. */
public class NoMediaPortException extends RuntimeException {

    public NoMediaPortException(String message) {
        super(message);
    }
}
