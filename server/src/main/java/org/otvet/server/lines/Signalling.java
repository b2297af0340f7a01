package org.otvet.server.lines;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.otvet.telephony.SignalledMessage;

/** What went over the wire for a leg, for whoever must find out what went wrong. */
public interface Signalling {

    /**
     * The messages of legs by leg id, of those that are up and of those that ended in the last days. A leg of which
     * nothing is kept is missing: under heavy load not every leg's messages are.
     */
    Map<UUID, List<SignalledMessage>> ofLegs(Collection<UUID> legs);
}
