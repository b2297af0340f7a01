package org.otvet.server.lines;

import java.util.UUID;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.TrunkId;

/** How people and trunks are called in the exchange's plan: by the text of their ids. */
public final class PhoneIds {

    private PhoneIds() {}

    public static PhoneId ofPerson(UUID personId) {
        return new PhoneId(personId.toString());
    }

    public static UUID person(PhoneId phone) {
        return UUID.fromString(phone.value());
    }

    public static TrunkId ofTrunk(UUID trunkId) {
        return new TrunkId(trunkId.toString());
    }

    public static UUID trunk(TrunkId trunk) {
        return UUID.fromString(trunk.value());
    }
}
