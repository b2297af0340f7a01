package org.otvet.server.people;

import java.util.Set;
import java.util.UUID;
import org.otvet.server.platform.OtvetSettings;
import org.otvet.server.platform.StartFailure;
import org.otvet.server.platform.Welcome;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Makes {@code admin} when there is nobody yet, and tells the operator the password once. */
@Component
class FirstAdministrator implements SmartInitializingSingleton {

    private static final String LOGIN = "admin";

    private final DefaultPeople people;
    private final PeopleStore store;
    private final Passwords passwords;
    private final OtvetSettings settings;
    private final Audit audit;
    private final Welcome welcome;

    FirstAdministrator(
            DefaultPeople people,
            PeopleStore store,
            Passwords passwords,
            OtvetSettings settings,
            Audit audit,
            Welcome welcome) {
        this.people = people;
        this.store = store;
        this.passwords = passwords;
        this.settings = settings;
        this.audit = audit;
        this.welcome = welcome;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!people.directory().byId().isEmpty()) {
            return;
        }
        String chosen = settings.adminPassword();
        boolean generated = chosen == null && !passwords.demoAllowed();
        String password = chosen != null ? chosen : generated ? Secret.newPassword() : "demo";
        String fault = passwords.fault(password, LOGIN);
        if (fault != null) {
            throw new StartFailure("OTVET_ADMIN_PASSWORD is " + fault.replace('-', ' ')
                    + ": at least 12 characters that are not easy to guess are needed");
        }
        Person admin = new Person(
                UUID.randomUUID(),
                LOGIN,
                "Administrator",
                "ru",
                Set.of(Role.ADMINISTRATOR),
                Set.of(),
                true,
                Set.of(),
                Set.of(),
                true,
                null);
        store.save(new Account(admin, "auto", passwords.hash(password), generated, false));
        audit.record(CurrentPerson.OTVET, "user.created", "user " + LOGIN, null, null);
        people.reload();
        if (generated) {
            welcome.add("Sign in as " + LOGIN + " with password " + password + "  (shown once; change it)");
        } else {
            welcome.add(
                    "Sign in as " + LOGIN + (chosen == null ? " with password demo" : " with the password you set"));
        }
    }
}
