package org.otvet.switchboard;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.PhoneDirectory;

/** Which phones of the plan may register, and with what. */
final class PlannedPhones implements PhoneDirectory {

    private final Supplier<IndexedPlan> plan;
    private final BrowserCredentials credentials;

    PlannedPhones(Supplier<IndexedPlan> plan, BrowserCredentials credentials) {
        this.plan = plan;
        this.credentials = credentials;
    }

    @Override
    public @Nullable Account find(String username) {
        var phone = plan.get().phone(username);
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
}
