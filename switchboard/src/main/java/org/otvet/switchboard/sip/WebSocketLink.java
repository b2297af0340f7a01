package org.otvet.switchboard.sip;

/** One browser's WebSocket as the stack sees it. The web server calls it from any thread, one call at a time. */
public interface WebSocketLink {

    /** One whole text frame: one SIP message, or a CRLF keep-alive. */
    void received(String text);

    /** The connection is gone. Calls over it live on until the browser is back or their timers end them. */
    void closed();
}
