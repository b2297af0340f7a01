package org.otvet.server.projects;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** In which of the ways a supervisor can be in a call its agent is told so. */
public record SupervisionShown(boolean listen, boolean whisper, boolean bargeIn) {

    /** Who is spoken to or with knows; who is only listened to does not. */
    public static final SupervisionShown USUAL = new SupervisionShown(false, true, true);

    /** The same as codes: {@code listen}, {@code whisper}, {@code barge-in}. */
    public Set<String> codes() {
        Set<String> codes = new LinkedHashSet<>();
        if (listen) {
            codes.add("listen");
        }
        if (whisper) {
            codes.add("whisper");
        }
        if (bargeIn) {
            codes.add("barge-in");
        }
        return codes;
    }

    static SupervisionShown of(Collection<String> codes) {
        return new SupervisionShown(codes.contains("listen"), codes.contains("whisper"), codes.contains("barge-in"));
    }
}
