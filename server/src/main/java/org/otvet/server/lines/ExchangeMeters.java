package org.otvet.server.lines;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.otvet.switchboard.EmbeddedExchange;
import org.otvet.switchboard.guard.GuardCounters;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.HangUpCause;
import org.springframework.stereotype.Component;

/** The exchange's figures for Prometheus. */
@Component
class ExchangeMeters {

    private final Counter offered;
    private final Counter answered;
    private final Counter mediaLost;
    private final Map<HangUpCause, Counter> ended = new EnumMap<>(HangUpCause.class);

    ExchangeMeters(EmbeddedExchange exchange, MeterRegistry meters) {
        offered = meters.counter("otvet.legs.offered");
        answered = meters.counter("otvet.legs.answered");
        mediaLost = meters.counter("otvet.legs.media.lost");
        for (HangUpCause cause : HangUpCause.values()) {
            String name = cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
            ended.put(cause, meters.counter("otvet.legs.ended", "cause", name));
        }
        Gauge.builder("otvet.legs", exchange, e -> e.legs().size())
                .description("Legs that are not ended")
                .register(meters);
        Gauge.builder("otvet.exchange.healthy", exchange, e -> e.isHealthy() ? 1 : 0)
                .description("1 while every listener answers")
                .register(meters);
        guard(meters, exchange, "admitted", GuardCounters::admitted);
        guard(meters, exchange, "dropped", GuardCounters::dropped);
        guard(meters, exchange, "refused", GuardCounters::refused);
        guard(meters, exchange, "locked.out", GuardCounters::lockedOut);
    }

    private static void guard(
            MeterRegistry meters, EmbeddedExchange exchange, String what, ToDoubleFunction<GuardCounters> read) {
        FunctionCounter.builder("otvet.guard." + what, exchange, e -> read.applyAsDouble(e.guardCounters()))
                .description("SIP requests of the guard: " + what.replace('.', ' '))
                .register(meters);
    }

    /** Any thread; returns at once. */
    void count(ExchangeEvent event) {
        switch (event) {
            case ExchangeEvent.LegOffered e -> offered.increment();
            case ExchangeEvent.LegAnswered e -> answered.increment();
            case ExchangeEvent.MediaLost e -> mediaLost.increment();
            case ExchangeEvent.LegEnded e -> {
                Counter counter = ended.get(e.cause());
                if (counter != null) {
                    counter.increment();
                }
            }
            default -> {}
        }
    }
}
