package org.otvet.switchboard.sip;

import org.otvet.telephony.Origin;

/** What the application knows about the sender of a new call before any password is asked for. */
public sealed interface Identity {

    /** A trunk, or a telephone without registration, known by its address. No challenge. */
    record Known(Origin origin) implements Identity {}

    /** Nobody we know by address: prove who you are. Unknown and known users get the same challenge. */
    record MustProve() implements Identity {}

    /** Known, but nothing from it is wanted now. */
    record Refused(int status, String reason) implements Identity {}

    Identity MUST_PROVE = new MustProve();
}
