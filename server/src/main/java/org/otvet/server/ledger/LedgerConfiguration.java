package org.otvet.server.ledger;

import java.io.IOException;
import java.time.Clock;
import javax.sql.DataSource;
import org.otvet.server.platform.AlarmRaised;
import org.otvet.server.platform.Home;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

    /** Before everything that records at its start, and stopped after it. */
    private static final int PHASE = Ledger.START_PHASE;

    @Bean(destroyMethod = "close")
    JournaledLedger ledger(
            Home home,
            DataSource database,
            ObjectProvider<FactProjection> projections,
            ApplicationEventPublisher events,
            LedgerSettings settings)
            throws IOException {
        return new JournaledLedger(
                home.folder("journal"),
                database,
                projections.orderedStream().toList(),
                (AlarmRaised alarm) -> events.publishEvent(alarm),
                settings,
                Clock.systemUTC());
    }

    @Bean
    SmartLifecycle ledgerLifecycle(JournaledLedger ledger) {
        return new Lifecycle(ledger);
    }

    private static final class Lifecycle implements SmartLifecycle {

        private final JournaledLedger ledger;
        private volatile boolean running;

        Lifecycle(JournaledLedger ledger) {
            this.ledger = ledger;
        }

        @Override
        public void start() {
            ledger.start();
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return PHASE;
        }
    }
}
