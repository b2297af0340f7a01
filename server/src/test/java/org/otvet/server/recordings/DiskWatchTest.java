package org.otvet.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.otvet.server.platform.AlarmRaised;

class DiskWatchTest {

    @Test
    void raisesWorsensAndClearsOnceEach() {
        List<String> told = new ArrayList<>();
        var free = new AtomicLong(5000);
        var watch = new DiskWatch(
                Path.of("/recordings"),
                1000,
                event -> {
                    var alarm = (AlarmRaised) event;
                    told.add(alarm.severity() + " " + alarm.raised());
                },
                folder -> free.get());
        for (long now : new long[] {5000, 1000, 999, 900, 1050, 200, 100, 600, 1099, 1100, 5000}) {
            free.set(now);
            watch.check();
        }
        assertThat(told).containsExactly("WARNING true", "CRITICAL true", "WARNING true", "WARNING false");
    }
}
