package org.otvet.server.outbound;

/** What a number that somebody dials turned out to be. */
public sealed interface Reading {

    /**
     * A number of the public network.
     *
     * @param number E.164 with its plus
     * @param country ISO 3166 alpha-2, {@code 001} for numbers of no country (satellites, international networks)
     */
    record Outside(String number, String country, boolean premium) implements Reading {}

    /** A short number, which means what the trunk makes of it: an extension there, or an emergency service. */
    record Short(String number, boolean emergency) implements Reading {}

    /** Not to be dialled; {@code why} says what is wrong with it. */
    record Unreadable(Fault why) implements Reading {}

    /** What is wrong with a number. */
    enum Fault {
        /** Other characters than digits and a leading plus. */
        NOT_A_NUMBER,
        TOO_SHORT,
        TOO_LONG,
        /** A local number without its area code. */
        NO_AREA_CODE,
        NO_SUCH_COUNTRY,
        /** Of the right length, but its numbering plan has no such number. */
        NO_SUCH_NUMBER
    }
}
