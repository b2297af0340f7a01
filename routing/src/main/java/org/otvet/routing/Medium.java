package org.otvet.routing;

/** What an interaction travels by. All media share one order; they differ in what they take of an agent. */
public enum Medium {
    CALL,
    CHAT,
    MAIL,
    TASK;

    static final Medium[] ALL = values();

    int bit() {
        return 1 << ordinal();
    }
}
