package org.otvet.switchboard.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures by key in a sliding window, in a table that cannot grow past its bound. Safe for any thread; time
 * comes in.
 */
public final class LockOut {

    private final int allowed;
    private final long windowMillis;
    private final Map<String, Failures> table;

    /** @param most keys remembered; beyond it those longest untouched are forgotten */
    public LockOut(int allowed, long windowMillis, int most) {
        this.allowed = allowed;
        this.windowMillis = windowMillis;
        this.table = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > most;
            }
        };
    }

    /** True when this key has used up its tries. */
    public synchronized boolean isOut(String key, long nowMillis) {
        Failures failures = table.get(key);
        return failures != null && nowMillis - failures.since < windowMillis && failures.count >= allowed;
    }

    public synchronized void failed(String key, long nowMillis) {
        @Nullable Failures failures = table.get(key);
        if (failures == null || nowMillis - failures.since >= windowMillis) {
            failures = new Failures(nowMillis);
            table.put(key, failures);
        }
        failures.count++;
    }

    public synchronized void succeeded(String key) {
        table.remove(key);
    }

    private static final class Failures {
        private final long since;
        private int count;

        Failures(long since) {
            this.since = since;
        }
    }
}
