package org.otvet.switchboard.sip;

import org.otvet.telephony.Origin;

/** Who calls, verified. */
public sealed interface Caller {

    /** Recognised by its address; the application said so. */
    record ByAddress(Origin origin) implements Caller {}

    /** A registered or browser telephone that proved its password; From carries the same user. */
    record ByPassword(String username) implements Caller {}
}
