package org.otvet.server.projects;

import java.util.UUID;

/** Implemented by whoever keeps the call list: what calls refer to is switched off, not removed. */
public interface PastCalls {

    /** Whether any stored call refers to this project, queue, trunk or disposition. */
    boolean mention(UUID id);
}
