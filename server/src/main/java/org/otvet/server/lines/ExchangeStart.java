package org.otvet.server.lines;

import org.otvet.server.platform.StartFailure;
import org.otvet.telephony.Exchange;
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
    private volatile boolean running;

    ExchangeStart(Exchange exchange, PlanKeeper plan, ObjectProvider<CallEvents> listener) {
        this.exchange = exchange;
        this.plan = plan;
        this.listener = listener;
    }

    @Override
    public void start() {
        plan.refresh();
        try {
            exchange.start(listener.getObject());
        } catch (ExchangeStartException e) {
            throw new StartFailure(
                    e.getMessage() + "; stop what uses it or choose another --sip-port or --rtp-ports", e);
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
