package org.otvet.routing;

/** One step of a random story; {@code a} and {@code b} are reduced to whom they fit. */
record Act(Kind kind, int a, int b, int laterMs) {

    enum Kind {
        CALL,
        CALL_THAT_WAITED,
        READY,
        READY_AS_BEFORE,
        UNREADY,
        ACCEPT,
        REFUSE,
        NOT_REACHED,
        GIVE_UP,
        FINISH,
        REASSIGN,
        REWEIGH
    }
}
