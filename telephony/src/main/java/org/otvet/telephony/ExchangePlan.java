package org.otvet.telephony;

import java.util.List;

/** Everything an exchange must know beforehand; replaced as a whole when anything in it changes. */
public record ExchangePlan(List<PhoneAccount> phones, List<Trunk> trunks) {

    public static final ExchangePlan EMPTY = new ExchangePlan(List.of(), List.of());

    public ExchangePlan {
        phones = List.copyOf(phones);
        trunks = List.copyOf(trunks);
    }
}
