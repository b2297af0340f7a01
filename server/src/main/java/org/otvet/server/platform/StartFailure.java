package org.otvet.server.platform;

/** Otvet cannot start; the message is the one line an operator reads on standard error. */
public final class StartFailure extends RuntimeException {

    public StartFailure(String line) {
        super(line);
    }

    public StartFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
