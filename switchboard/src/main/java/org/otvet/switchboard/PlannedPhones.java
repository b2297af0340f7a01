package org.otvet.switchboard;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.Binding;
import org.otvet.switchboard.registrar.PhoneDirectory;
import org.otvet.switchboard.registrar.RegistrarListener;
import org.otvet.telephony.ExchangeEvent;

/** The telephones of the plan as the registrar sees them, and its news of them as the exchange reports it. */
final class PlannedPhones implements PhoneDirectory, RegistrarListener {

    private final EmbeddedExchange exchange;
    private final BrowserCredentials credentials;

    PlannedPhones(EmbeddedExchange exchange, BrowserCredentials credentials) {
        this.exchange = exchange;
        this.credentials = credentials;
    }

    @Override
    public @Nullable Account find(String username) {
        var phone = exchange.plan().phone(username);
        if (phone == null) {
            return null;
        }
        return switch (phone.kind()) {
            case FIXED -> null;
            case REGISTERED -> new Account(username, phone.digestHashes(), false);
            case BROWSER -> {
                var hashes = credentials.hashes(username);
                yield hashes == null ? null : new Account(username, hashes, true);
            }
        };
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
