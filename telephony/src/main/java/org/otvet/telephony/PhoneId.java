package org.otvet.telephony;

/** A telephone known to the exchange (an agent's browser, desk phone or fixed address), by its stable key. */
public record PhoneId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
