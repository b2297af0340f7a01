package org.otvet.server.projects;

import org.otvet.server.people.CurrentPerson;

/**
 * What is set up. Reading comes from memory and works while the database is away. Each {@code put} creates or replaces
 * under the id given, audits the difference (none: nothing happens) and is followed by {@link ProjectsChanged}.
 * Thread-safe.
 */
public interface Projects {

    /** The latest; cheap. */
    Centre centre();

    /** @throws org.otvet.server.platform.Problem 422 or 409 with what is wrong; so all that follow */
    void put(CurrentPerson actor, Project project);

    void put(CurrentPerson actor, Queue queue);

    void put(CurrentPerson actor, DialledNumber number);

    void put(CurrentPerson actor, TrunkLine trunk);

    void put(CurrentPerson actor, Disposition disposition);

    void put(CurrentPerson actor, PauseReason reason);

    void put(CurrentPerson actor, RecordingRule rule);

    /**
     * Takes a sound in as a prompt.
     *
     * @param draft its length and file are ignored and set from the sound
     * @param wav a whole WAV file: PCM, 8 or 16 bits, 8 to 48 kHz, mono or stereo
     * @throws org.otvet.server.platform.Problem 422 {@code not-audio}
     */
    Prompt put(CurrentPerson actor, Prompt draft, byte[] wav);
}
