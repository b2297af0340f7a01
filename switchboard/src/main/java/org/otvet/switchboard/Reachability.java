package org.otvet.switchboard;

import org.otvet.switchboard.registrar.Binding;
import org.otvet.switchboard.registrar.RegistrarListener;
import org.otvet.telephony.ExchangeEvent;

/** Reports which telephones can be called. */
final class Reachability implements RegistrarListener {

    private final EmbeddedExchange exchange;

    Reachability(EmbeddedExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void onReachable(String username, Binding binding) {
        var phone = exchange.plan().phone(username);
        if (phone != null) {
            exchange.report(new ExchangeEvent.PhoneReachable(
                    exchange.now(),
                    phone.id(),
                    binding.userAgent(),
                    binding.remote().toString()));
        }
    }

    @Override
    public void onUnreachable(String username, String reason) {
        var phone = exchange.plan().phone(username);
        if (phone != null) {
            exchange.report(new ExchangeEvent.PhoneUnreachable(exchange.now(), phone.id(), reason));
        }
    }
}
