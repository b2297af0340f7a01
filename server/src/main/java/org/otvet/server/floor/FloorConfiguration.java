package org.otvet.server.floor;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.otvet.server.floor.live.Effect;
import org.otvet.server.floor.live.LiveFloor;
import org.otvet.server.ledger.FactId;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.lines.CallEvents;
import org.otvet.server.platform.AlarmRaised;
import org.otvet.server.recordings.RecordingFiles;
import org.otvet.telephony.Exchange;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FloorConfiguration {

    @Bean(destroyMethod = "")
    FloorThread floorThread(
            Exchange exchange,
            Ledger ledger,
            RecordingFiles recordings,
            Audience audience,
            ApplicationEventPublisher events,
            MeterRegistry meters) {
        Clock clock = Clock.systemUTC();
        LiveFloor floor = new LiveFloor(FactId::next, recordings::placeFor);
        Performer performer = new Performer(exchange, ledger, alarm -> publish(events, alarm, clock.instant()));
        return new FloorThread(floor, performer, new Publisher(audience), clock, meters);
    }

    /** Listeners of other packages may be slow; the floor does not wait for them. */
    private static void publish(ApplicationEventPublisher events, Effect.Alarm alarm, Instant at) {
        AlarmRaised event = new AlarmRaised(
                alarm.code(), AlarmRaised.Severity.WARNING, alarm.text(), alarm.raised(), at, alarm.projectId());
        Thread.ofVirtual().name("floor-alarm").start(() -> events.publishEvent(event));
    }

    /** What the exchange reports goes to the floor's mailbox. */
    @Bean
    CallEvents callEvents(FloorThread floor) {
        return floor::on;
    }

    @Bean
    HealthIndicator floorHealthIndicator(FloorThread floor) {
        return () -> {
            boolean up = floor.isAlive() && floor.ageMs() < FloorThread.BEHIND_MS;
            return (up ? Health.up() : Health.down())
                    .withDetail("mailboxAgeMs", floor.ageMs())
                    .build();
        };
    }

    /** The day whose figures "today" means. */
    static Instant startOfDay(Instant now) {
        ZoneId zone = ZoneId.systemDefault();
        return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }
}
