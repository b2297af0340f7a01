package org.otvet.switchboard.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.guard.GuardCounters;
import org.otvet.switchboard.registrar.PhoneDirectory;
import org.otvet.switchboard.registrar.RegistrarListener;
import org.otvet.switchboard.registrar.Registrations;
import org.otvet.switchboard.sip.transport.SipStack;

/** A SIP user agent with its listeners, loops and registrar. Methods may be called from any thread. */
public interface SipEndpoint extends AutoCloseable {

    /** An endpoint on real sockets, not started yet. */
    static SipEndpoint of(
            SipSettings settings, SipApplication application, PhoneDirectory directory, RegistrarListener listener) {
        return new SipStack(settings, application, directory, listener);
    }

    /**
     * Opens the listeners.
     *
     * @throws IOException when a port is taken; the message names it
     */
    void start() throws IOException;

    /** Calls. The listener may be told of the end before this returns. */
    SipCall invite(OutgoingInvite invite, SipCallListener listener);

    /**
     * A browser connected.
     *
     * @param usernames the registrar usernames its signed-in person may use
     */
    WebSocketLink open(InetSocketAddress remote, Set<String> usernames, WebSocketSink sink);

    /** Registers us with somebody else's registrar, and again until ended. */
    SipRegistration register(OutgoingRegistration order, RegistrationListener listener);

    /**
     * Asks another server whether it is there: OPTIONS.
     *
     * @param answered hears once whether anything but 408 and 503 came back in time; must not block
     */
    void probe(Destination.Address where, Duration patience, Consumer<Boolean> answered);

    Registrations registrations();

    GuardCounters guardCounters();

    /** Address of the UDP and TCP listeners. */
    InetSocketAddress address();

    /** Address of the TLS listener, null without one. */
    @Nullable
    InetSocketAddress tlsAddress();

    /** Legs that are not ended. */
    int calls();

    /** True while every listener answers our own OPTIONS. */
    boolean healthy();

    /** Refuses new calls, ends those that are up (503, CANCEL, BYE), waits up to two seconds for it, closes the ports. */
    @Override
    void close();
}
