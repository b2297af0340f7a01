package org.otvet.server.people;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Everybody. Reads come from memory and work while the database is away; changes go to the database first and are
 * followed by {@link PeopleChanged}. Thread-safe.
 */
public interface People {

    Optional<Person> find(UUID id);

    /** Logins do not tell upper from lower case. */
    Optional<Person> findByLogin(String login);

    /** By login. */
    List<Person> all();

    /** Everybody who takes calls, by login. */
    List<Person> agents();

    /** Names of those among the ids that exist. */
    Map<UUID, String> names(Collection<UUID> ids);

    /**
     * Creates or replaces a person under a given id; the same draft again changes nothing. In demo mode on a loopback
     * address the password {@code demo} is taken.
     *
     * @throws org.otvet.server.platform.Problem 422 with what is wrong
     */
    Person put(CurrentPerson actor, UUID id, PersonDraft draft);

    /** Makes exactly these people take a queue's calls. */
    void assignQueue(CurrentPerson actor, UUID queueId, Set<UUID> personIds);
}
