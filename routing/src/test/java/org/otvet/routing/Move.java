package org.otvet.routing;

/** One step of a random day; {@code a} and {@code b} are reduced to whom they fit. */
record Move(Kind kind, int a, int b, int laterMs) {

    enum Kind {
        ARRIVE,
        ARRIVE_AGAIN,
        READY,
        READY_ALL,
        UNREADY,
        SIGN_OUT,
        OWN_WORK,
        ACCEPT,
        REFUSE,
        FINISH,
        WITHDRAW,
        ABANDON,
        CALL_BACK,
        REACHED,
        NOT_REACHED,
        PRIORITY,
        RETRAIN,
        RULES,
        CHOICE,
        WAIT
    }
}
