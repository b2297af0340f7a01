package org.otvet.server.recordings;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The recordings there are. */
public interface Recordings {

    /** Recordings of these interactions, by their beginning. */
    List<RecordingInfo> ofInteractions(Collection<UUID> interactionIds);
}
