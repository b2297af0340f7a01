package org.otvet.telephony;

/** A trunk known to the exchange, by its stable key. */
public record TrunkId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
