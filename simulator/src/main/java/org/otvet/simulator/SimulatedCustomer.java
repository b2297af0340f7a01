package org.otvet.simulator;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.otvet.phone.CallState;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;

/** One customer on the line: waits, talks, hangs up. Owned by the simulator's timer thread. */
final class SimulatedCustomer {

    private static final long LOOK_MS = 500;

    private final SipPhone phone;
    private final PhoneCall call;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> watch;
    private @Nullable ScheduledFuture<?> leaving;
    private boolean talking;

    SimulatedCustomer(SipPhone phone, PhoneCall call, ScheduledExecutorService timer, Runnable whenGone) {
        this.phone = phone;
        this.call = call;
        this.timer = timer;
        watch = timer.scheduleWithFixedDelay(() -> gone(whenGone), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    private void gone(Runnable whenGone) {
        if (call.state() == CallState.ENDED) {
            watch.cancel(false);
            if (leaving != null) {
                leaving.cancel(false);
            }
            phone.close();
            whenGone.run();
        }
    }

    void waitAtMost(Duration patience) {
        leaving = timer.schedule(() -> call.hangUp(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void conversationBegan(Duration length) {
        if (talking) {
            return;
        }
        talking = true;
        if (leaving != null) {
            leaving.cancel(false);
        }
        leaving = timer.schedule(() -> call.hangUp(), length.toMillis(), TimeUnit.MILLISECONDS);
    }

    void leave() {
        phone.close();
    }
}
