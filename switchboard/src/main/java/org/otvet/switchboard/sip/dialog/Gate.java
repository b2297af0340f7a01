package org.otvet.switchboard.sip.dialog;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.Caller;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.transaction.Peer;

/** Who may come in, who registers, and where destinations are: what the agents of all loops share. */
public interface Gate {

    /** The verified caller of a new INVITE; null when it was challenged, refused or dropped already. */
    @Nullable
    Caller admit(Agent agent, SipRequest invite, Peer from);

    /** Answers a REGISTER. */
    void register(Agent agent, SipRequest register, Peer from);

    /** The sender of a WebSocket request, named so that it is found again after it reconnected. */
    Peer flowOf(SipRequest request, Peer from);

    /**
     * Finds where a destination is; {@code found} is called with null when it cannot be reached, at once or later,
     * perhaps on another thread.
     */
    void locate(Destination destination, Consumer<@Nullable Target> found);

    /**
     * Where to send an INVITE.
     *
     * @param uri Request-URI
     * @param symmetric true for a telephone, see {@link Dialog#symmetric}
     */
    record Target(String uri, Peer peer, boolean symmetric) {}
}
