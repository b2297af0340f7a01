package org.otvet.server.lines;

import org.otvet.server.platform.StartFailure;
import org.otvet.telephony.Exchange;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangeStartException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Opens the lines once everything that hears them is ready, before the page is served; closes them first. */
@Component
class ExchangeStart implements SmartLifecycle {

    private final Exchange exchange;
    private final PlanKeeper plan;
    private final ObjectProvider<CallEvents> listener;
    private final SignallingArchive signalling;
    private final ExchangeMeters meters;
    private volatile boolean running;

    ExchangeStart(
            Exchange exchange,
            PlanKeeper plan,
            ObjectProvider<CallEvents> listener,
            SignallingArchive signalling,
            ExchangeMeters meters) {
        this.exchange = exchange;
        this.plan = plan;
        this.listener = listener;
        this.signalling = signalling;
        this.meters = meters;
    }

    @Override
    public void start() {
        plan.refresh();
        CallEvents floor = listener.getObject();
        try {
            exchange.start(event -> {
                floor.on(event);
                meters.count(event);
                if (event instanceof ExchangeEvent.LegEnded ended) {
                    signalling.ended(ended);
                }
            });
        } catch (ExchangeStartException e) {
            throw new StartFailure(
                    e.getMessage() + "; stop what uses it or choose another --sip-port, --sip-tls-port or --rtp-ports",
                    e);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        exchange.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 1000;
    }
}
