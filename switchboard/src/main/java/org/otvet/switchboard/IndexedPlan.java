package org.otvet.switchboard;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plan, ready to be asked on every call. Immutable. */
final class IndexedPlan {

    private static final Logger log = LoggerFactory.getLogger(IndexedPlan.class);

    private final Map<PhoneId, PhoneAccount> phones = new HashMap<>();
    private final Map<String, PhoneAccount> byUsername = new HashMap<>();
    private final Map<TrunkId, Trunk> trunks = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();

    private final Set<String> fixedHosts = new HashSet<>();

    private record Source(AddressRange range, Trunk trunk) {}

    IndexedPlan(ExchangePlan plan) {
        for (var phone : plan.phones()) {
            phones.put(phone.id(), phone);
            byUsername.put(phone.username(), phone);
            var fixed = phone.kind() == PhoneAccount.Kind.FIXED ? SipAddress.parse(phone.address(), "udp") : null;
            if (fixed != null) {
                fixedHosts.add(fixed.host());
            }
        }
        for (var trunk : plan.trunks()) {
            trunks.put(trunk.id(), trunk);
            for (var source : trunk.sources()) {
                try {
                    sources.add(new Source(AddressRange.parse(source), trunk));
                } catch (IllegalArgumentException e) {
                    log.warn("Trunk {}: {}; calls from there are refused", trunk.name(), e.getMessage());
                }
            }
        }
        // The narrowest block knows best whose address it is.
        sources.sort((a, b) -> Integer.compare(b.range().bits(), a.range().bits()));
    }

    @Nullable
    PhoneAccount phone(PhoneId id) {
        return phones.get(id);
    }

    @Nullable
    PhoneAccount phone(String username) {
        return byUsername.get(username);
    }

    @Nullable
    Trunk trunk(TrunkId id) {
        return trunks.get(id);
    }

    @Nullable
    Trunk trunkAt(InetAddress source) {
        for (var s : sources) {
            if (s.range().contains(source)) {
                return s.trunk();
            }
        }
        return null;
    }

    /** Whether a trunk or a fixed telephone is there. */
    boolean isKnown(InetAddress source) {
        return fixedHosts.contains(source.getHostAddress()) || trunkAt(source) != null;
    }

    Iterable<Trunk> trunks() {
        return trunks.values();
    }

    Iterable<PhoneAccount> phones() {
        return phones.values();
    }
}
