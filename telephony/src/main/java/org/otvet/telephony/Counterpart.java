package org.otvet.telephony;

/** With whom somebody who is called will talk: their sound is then agreed on so that it need not be converted. */
public sealed interface Counterpart {

    /** Somebody whose leg is there already. */
    record Party(LegId leg) implements Counterpart {}

    /** Somebody who will be called over a line. */
    record Line(TrunkId trunk) implements Counterpart {}
}
