package org.otvet.server.demo;

import static org.otvet.server.people.CurrentPerson.OTVET;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.People;
import org.otvet.server.people.PersonDraft;
import org.otvet.server.people.PersonDraft.PhoneDraft;
import org.otvet.server.people.Phone;

/** Sets up the people of the demonstration: those a visitor signs in as, and simulated agents with SIP phones. */
final class DemoPeople {

    private static final String PASSWORD = "demo";
    private static final Set<UUID> BOTH = Set.of(DemoId.SHOP, DemoId.HARBOUR);
    private static final Set<UUID> SHOP_QUEUES = Set.of(DemoId.SUPPORT, DemoId.SALES);
    private static final Set<UUID> ALL_QUEUES = Set.of(DemoId.SUPPORT, DemoId.SALES, DemoId.HELPDESK);

    /** A simulated agent as it is set up and played. */
    record Simulated(UUID id, String login, String extension, String name, String language) {}

    static final List<Simulated> SIMULATED = List.of(
            simulated(1, "Мария Орлова", "ru"),
            simulated(2, "Павел Ильин", "ru"),
            simulated(3, "Ксения Волкова", "ru"),
            simulated(4, "Тимур Зайцев", "ru"),
            simulated(5, "Grace Hall", "en"),
            simulated(6, "Peter Walker", "en"));

    private final People people;

    DemoPeople(People people) {
        this.people = people;
    }

    private static Simulated simulated(int number, String name, String language) {
        String login = "sim" + number;
        return new Simulated(DemoId.of("person/" + login), login, "30" + number, name, language);
    }

    /** @param sipPassword of the simulated agents' phones */
    void setUp(String sipPassword) {
        agent(1, "Анна Соколова", "ru", BOTH, ALL_QUEUES);
        agent(2, "Иван Морозов", "ru", Set.of(DemoId.SHOP), SHOP_QUEUES);
        agent(3, "Ольга Лебедева", "ru", Set.of(DemoId.SHOP), SHOP_QUEUES);
        agent(4, "Emma Wilson", "en", Set.of(DemoId.HARBOUR), Set.of(DemoId.HELPDESK));
        agent(5, "James Carter", "en", BOTH, ALL_QUEUES);
        put("supervisor1", "Светлана Киселёва", "ru", "supervisor", BOTH, Set.of(), PASSWORD, browser("201"));
        put("manager1", "Николай Беляев", "ru", "manager", BOTH, Set.of(), PASSWORD, null);
        for (Simulated one : SIMULATED) {
            boolean english = one.language().equals("en");
            put(
                    one.login(),
                    one.name(),
                    one.language(),
                    "agent",
                    Set.of(english ? DemoId.HARBOUR : DemoId.SHOP),
                    english ? Set.of(DemoId.HELPDESK) : SHOP_QUEUES,
                    PASSWORD,
                    new PhoneDraft(Phone.Kind.SIP, one.extension(), null, sipPassword));
        }
    }

    private void agent(int number, String name, String locale, Set<UUID> projects, Set<UUID> queues) {
        put("agent" + number, name, locale, "agent", projects, queues, PASSWORD, browser("10" + number));
    }

    private static PhoneDraft browser(String extension) {
        return new PhoneDraft(Phone.Kind.BROWSER, extension, null, null);
    }

    private void put(
            String login,
            String name,
            String locale,
            String role,
            Set<UUID> projects,
            Set<UUID> queues,
            String password,
            @Nullable PhoneDraft phone) {
        people.put(
                OTVET,
                DemoId.of("person/" + login),
                new PersonDraft(login, name, locale, Set.of(role), projects, queues, true, password, phone));
    }
}
