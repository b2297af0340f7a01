package org.otvet.switchboard.sip;

/** The web server's side of one WebSocket; used from loop threads, so it must not block: queue and send elsewhere. */
public interface WebSocketSink {

    /** Sends one text frame. */
    void send(String text);

    /** Closes the connection; {@link WebSocketLink#closed()} follows. */
    void close(String reason);
}
