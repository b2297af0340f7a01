package org.otvet.phone;

/** Something a script waited for did not happen; the message holds the telephone's event log. */
public class PhoneTimeoutException extends RuntimeException {

    PhoneTimeoutException(String what, EventLog log) {
        super(what + "\n" + log);
    }
}
