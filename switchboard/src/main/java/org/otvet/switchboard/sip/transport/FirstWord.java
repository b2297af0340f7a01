package org.otvet.switchboard.sip.transport;

/** Looks at how a message begins, before it is parsed. */
final class FirstWord {

    private FirstWord() {}

    /** True for requests that may begin something: everything but responses, ACK, BYE and CANCEL. */
    static boolean isInitial(byte[] message) {
        return !begins(message, "SIP/2.0 ")
                && !begins(message, "ACK ")
                && !begins(message, "BYE ")
                && !begins(message, "CANCEL ");
    }

    private static boolean begins(byte[] message, String word) {
        if (message.length < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (message[i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
