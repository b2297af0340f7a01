package org.otvet.server.projects;

import java.util.UUID;

/** Implemented by whoever watches the trunks. */
public interface TrunkStates {

    /** {@code up}, {@code down} or {@code unknown}. */
    String stateOf(UUID trunkId);
}
