package org.otvet.server.lines;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.WebSocketLink;
import org.otvet.switchboard.sip.WebSocketSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * One page's connection. A virtual thread of its own sends, so the exchange never waits for a slow browser; a page whose
 * queue is full or that answers no ping is cut off.
 */
final class SipSocket implements WebSocketSink {

    private static final Logger log = LoggerFactory.getLogger(SipSocket.class);
    private static final int QUEUE = 256;
    private static final long PING_SECONDS = 20;
    private static final long DEAD_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String STOP = "";

    private final WebSocketSession session;
    private final UUID person;
    private final BlockingQueue<String> outgoing = new ArrayBlockingQueue<>(QUEUE);
    private volatile @Nullable WebSocketLink link;
    private volatile long heardNanos = System.nanoTime();

    SipSocket(WebSocketSession session, UUID person) {
        this.session = session;
        this.person = person;
    }

    UUID person() {
        return person;
    }

    void start(WebSocketLink opened) {
        link = opened;
        Thread.ofVirtual().name("sip-socket-" + session.getId()).start(this::sendAll);
    }

    void received(String text) {
        alive();
        var current = link;
        if (current != null) {
            current.received(text);
        }
    }

    void alive() {
        heardNanos = System.nanoTime();
    }

    void closed() {
        var current = link;
        if (current != null) {
            current.closed();
        }
        outgoing.clear();
        outgoing.offer(STOP);
    }

    @Override
    public void send(String text) {
        if (!outgoing.offer(text)) {
            close("does not read");
        }
    }

    @Override
    public void close(String reason) {
        Thread.ofVirtual().start(() -> {
            try {
                session.close(CloseStatus.NORMAL.withReason(reason));
            } catch (IOException e) {
                log.debug("SIP WebSocket {} was closed already", session.getId());
            }
        });
    }

    private void sendAll() {
        try {
            while (session.isOpen()) {
                var text = outgoing.poll(PING_SECONDS, TimeUnit.SECONDS);
                if (text == null) {
                    if (System.nanoTime() - heardNanos > DEAD_NANOS) {
                        close("no answer");
                        return;
                    }
                    session.sendMessage(new PingMessage());
                } else if (text.isEmpty()) {
                    return;
                } else {
                    session.sendMessage(new TextMessage(text));
                }
            }
        } catch (IOException e) {
            close("broken");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
