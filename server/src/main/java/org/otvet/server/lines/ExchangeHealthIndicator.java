package org.otvet.server.lines;

import org.otvet.telephony.Exchange;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

@Component
class ExchangeHealthIndicator implements HealthIndicator {

    private final Exchange exchange;

    ExchangeHealthIndicator(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Health health() {
        return exchange.isHealthy() ? Health.up().build() : Health.down().build();
    }
}
