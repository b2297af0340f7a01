package org.otvet.server.lines;

import java.util.Locale;
import java.util.UUID;
import org.otvet.server.projects.TrunkStates;
import org.otvet.telephony.Exchange;
import org.springframework.stereotype.Component;

/** What the exchange knows of the trunks. */
@Component
class ExchangeTrunkStates implements TrunkStates {

    private final Exchange exchange;

    ExchangeTrunkStates(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String stateOf(UUID trunkId) {
        return exchange.trunkState(PhoneIds.ofTrunk(trunkId)).name().toLowerCase(Locale.ROOT);
    }
}
