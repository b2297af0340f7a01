package org.otvet.switchboard.sip.transport;

/** What connections need from the stack around them. */
interface Links {

    long nextId();

    UdpPort.Inbox inbox();

    /** Runs a task some time later on the housekeeping thread. */
    void later(long millis, Runnable task);

    /** A connection is gone. */
    void closed(long connection);
}
