package org.otvet.server.ledger;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.otvet.server.platform.AlarmRaised;
import org.otvet.server.platform.AlarmRaised.Severity;

/** Turns conditions into alarm events, one at each change. Used by one thread. */
final class Alarms {

    private final Consumer<AlarmRaised> publish;
    private final Clock clock;
    private final Set<String> raised = new HashSet<>();

    Alarms(Consumer<AlarmRaised> publish, Clock clock) {
        this.publish = publish;
        this.clock = clock;
    }

    void set(String code, Severity severity, boolean holds, Supplier<String> text) {
        if (holds && raised.add(code)) {
            publish.accept(new AlarmRaised(code, severity, text.get(), true, clock.instant(), null));
        } else if (!holds && raised.remove(code)) {
            publish.accept(new AlarmRaised(code, severity, "", false, clock.instant(), null));
        }
    }
}
