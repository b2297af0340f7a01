package org.otvet.server.floor.live;

/** What became of an order a person gave. */
public sealed interface Outcome {

    Outcome DONE = new Done();

    record Done() implements Outcome {}

    /**
     * Not done.
     *
     * @param kind what sort of refusal
     * @param code stable word for the page
     */
    record Refused(Kind kind, String code) implements Outcome {}

    /** Sort of refusal. */
    enum Kind {
        UNKNOWN,
        CONFLICT,
        INVALID,
        /** Against the rules, whatever the moment. */
        RULED_OUT
    }

    static Outcome unknown() {
        return new Refused(Kind.UNKNOWN, "not-found");
    }

    static Outcome conflict(String code) {
        return new Refused(Kind.CONFLICT, code);
    }

    static Outcome ruledOut(String code) {
        return new Refused(Kind.RULED_OUT, code);
    }

    static Outcome invalid(String code) {
        return new Refused(Kind.INVALID, code);
    }
}
