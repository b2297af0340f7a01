package org.otvet.telephony;

/** The exchange cannot start; the message is one line for the person who started it. */
public class ExchangeStartException extends RuntimeException {

    public ExchangeStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
