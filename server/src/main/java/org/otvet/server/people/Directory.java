package org.otvet.server.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everybody at one moment. Immutable. */
record Directory(
        Map<UUID, Account> byId,
        Map<String, Account> byLogin,
        Map<String, Role> roles,
        Map<Secret, AccessToken> tokens) {

    static final Directory EMPTY = of(List.of(), List.of(), Map.of());

    static Directory of(List<Account> accounts, List<Role> roles, Map<Secret, AccessToken> tokens) {
        Map<UUID, Account> byId = new HashMap<>();
        Map<String, Account> byLogin = new HashMap<>();
        for (Account account : accounts) {
            byId.put(account.person().id(), account);
            if (!account.removed()) {
                byLogin.put(account.person().login(), account);
            }
        }
        Map<String, Role> byCode = new HashMap<>();
        roles.forEach(role -> byCode.put(role.code(), role));
        return new Directory(Map.copyOf(byId), Map.copyOf(byLogin), Map.copyOf(byCode), Map.copyOf(tokens));
    }

    /** Those not removed. */
    Optional<Account> account(UUID id) {
        return Optional.ofNullable(byId.get(id)).filter(account -> !account.removed());
    }
}
