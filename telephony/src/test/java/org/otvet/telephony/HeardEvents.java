package org.otvet.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Everything an exchange reported, with waiting. */
public final class HeardEvents implements ExchangeListener {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<ExchangeEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(ExchangeEvent event) {
        events.add(event);
    }

    public List<ExchangeEvent> all() {
        return events;
    }

    public <E extends ExchangeEvent> E await(Class<E> type, Predicate<E> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> events.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(wanted)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    public <E extends ExchangeEvent.LegEvent> E await(Class<E> type, LegId leg) {
        return await(type, event -> event.leg().equals(leg));
    }

    public void assertEndedOnceAndLast(LegId leg) {
        var ofLeg = events.stream()
                .filter(ExchangeEvent.LegEvent.class::isInstance)
                .map(ExchangeEvent.LegEvent.class::cast)
                .filter(event -> event.leg().equals(leg))
                .toList();
        assertThat(ofLeg.stream().filter(ExchangeEvent.LegEnded.class::isInstance))
                .hasSize(1);
        assertThat(ofLeg.getLast()).isInstanceOf(ExchangeEvent.LegEnded.class);
    }

    private static org.awaitility.core.ConditionFactory await() {
        return org.awaitility.Awaitility.await();
    }
}
