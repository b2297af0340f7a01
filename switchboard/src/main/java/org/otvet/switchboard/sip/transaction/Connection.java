package org.otvet.switchboard.sip.transaction;

import java.util.Set;

/** A stream a peer is reached over: a TCP connection or a WebSocket. Used from any loop. */
public interface Connection {

    /** Never 0, never used again. */
    long id();

    boolean isOpen();

    /** Usernames its person may use; empty where nobody vouches for anybody. */
    Set<String> principals();

    /** Sends one message; false when the connection is closed. */
    boolean send(byte[] message);

    void close(String reason);
}
