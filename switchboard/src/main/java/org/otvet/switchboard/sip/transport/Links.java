package org.otvet.switchboard.sip.transport;

import java.net.InetAddress;
import java.util.Set;
import org.otvet.switchboard.sip.TlsTrust;

/** What connections need from the stack around them. */
interface Links {

    long nextId();

    UdpPort.Inbox inbox();

    /** Runs a task some time later on the housekeeping thread. */
    void later(long millis, Runnable task);

    /** Whether somebody at this address may have one more TLS handshake now. */
    boolean mayShakeHands(InetAddress source);

    /** The connections over which telephones are registered. */
    Set<Long> registered();

    /** A TLS connection of ours led to whom it was made to, or not: then {@code problem} says why. */
    void farEnd(TlsTrust trust, String problem);

    /** A connection is gone. */
    void closed(long connection);
}
