package org.otvet.telephony;

import java.util.List;

/**
 * An order who hears whom in a conversation of several parties. It stands for all of it: whoever was in the conversation
 * and is not named any more is out of it.
 *
 * @param parties empty to end it
 */
public record Mix(MixId id, List<Party> parties) {

    /** The most parties an exchange must be able to mix. */
    public static final int PARTIES = 8;

    /** One party and whom it hears. */
    public record Party(LegId leg, Hearing hearing) {}

    public Mix {
        parties = List.copyOf(parties);
        if (parties.stream().map(Party::leg).distinct().count() != parties.size()) {
            throw new IllegalArgumentException("A leg is in the mix " + id + " twice");
        }
    }

    /** Everybody hears everybody else. */
    public static Mix conference(MixId id, List<LegId> legs) {
        return new Mix(
                id,
                legs.stream()
                        .map(leg -> new Party(leg, new Hearing.Everybody()))
                        .toList());
    }
}
