package org.otvet.switchboard.sip.transport;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.otvet.switchboard.sip.Transport;
import org.otvet.switchboard.sip.WebSocketLink;
import org.otvet.switchboard.sip.WebSocketSink;
import org.otvet.switchboard.sip.transaction.Connection;
import org.otvet.switchboard.sip.transaction.Peer;

/** One WebSocket of a browser (RFC 7118). */
final class BrowserLink implements WebSocketLink, Connection {

    private static final String PONG = "\r\n";

    private final Links links;
    private final long id;
    private final Set<String> principals;
    private final WebSocketSink sink;
    private final Peer peer;
    private final int mostChars;
    private volatile boolean open = true;

    BrowserLink(
            Links links, long id, InetSocketAddress remote, Set<String> principals, WebSocketSink sink, int mostChars) {
        this.links = links;
        this.id = id;
        this.principals = Set.copyOf(principals);
        this.sink = sink;
        this.mostChars = mostChars;
        this.peer = new Peer(Transport.WS, remote, this, "");
    }

    @Override
    public void received(String text) {
        if (!open) {
            return;
        }
        if (text.isBlank()) {
            // CRLF CRLF asks whether we live (RFC 5626); a single CRLF is the answer to ours.
            if (text.length() >= 4) {
                sink.send(PONG);
            }
            return;
        }
        if (text.length() > mostChars) {
            close("message too long");
            return;
        }
        links.inbox().received(text.getBytes(StandardCharsets.UTF_8), peer);
    }

    @Override
    public void closed() {
        if (open) {
            open = false;
            links.closed(id);
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Set<String> principals() {
        return principals;
    }

    @Override
    public boolean send(byte[] message) {
        if (!open) {
            return false;
        }
        sink.send(new String(message, StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public void close(String reason) {
        if (open) {
            sink.close(reason);
            closed();
        }
    }
}
