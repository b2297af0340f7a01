package org.otvet.server.lines;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Person;
import org.otvet.server.people.Phone;
import org.otvet.server.people.SessionsEnded;
import org.otvet.switchboard.EmbeddedExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * The page's SIP connection (RFC 7118): only for a signed-in person with a browser phone, only with sub-protocol
 * {@code sip}, and only for that person's own SIP user name.
 */
@Component
class SipSocketHandler extends AbstractWebSocketHandler implements SubProtocolCapable {

    private static final Logger log = LoggerFactory.getLogger(SipSocketHandler.class);
    private static final int MAX_SOCKETS = 4_000;

    private final EmbeddedExchange exchange;
    private final People people;
    private final Map<String, SipSocket> sockets = new ConcurrentHashMap<>();

    SipSocketHandler(EmbeddedExchange exchange, People people) {
        this.exchange = exchange;
        this.people = people;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of("sip");
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        var person = person(session);
        var phone = person == null ? null : person.phone();
        var remote = session.getRemoteAddress();
        if (person == null || phone == null || phone.kind() != Phone.Kind.BROWSER || remote == null) {
            session.close(CloseStatus.POLICY_VIOLATION.withReason("no browser phone"));
            return;
        }
        if (!"sip".equals(session.getAcceptedProtocol())) {
            session.close(CloseStatus.PROTOCOL_ERROR.withReason("sub-protocol sip is needed"));
            return;
        }
        if (sockets.size() >= MAX_SOCKETS) {
            session.close(CloseStatus.SERVICE_OVERLOAD);
            return;
        }
        var socket = new SipSocket(session, person.id());
        socket.start(exchange.open(remote, Set.of(phone.extension()), socket));
        sockets.put(session.getId(), socket);
    }

    private @Nullable Person person(WebSocketSession session) {
        return session.getAttributes().get(SignedIn.ATTRIBUTE) instanceof CurrentPerson current
                        && current.person()
                        && current.may(Permission.TAKE_CALLS)
                ? people.find(current.id()).orElse(null)
                : null;
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var socket = sockets.get(session.getId());
        if (socket != null) {
            socket.received(message.getPayload());
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        var socket = sockets.get(session.getId());
        if (socket != null) {
            socket.alive();
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable exception) {
        log.debug("SIP WebSocket {}: {}", session.getId(), exception.toString());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var socket = sockets.remove(session.getId());
        if (socket != null) {
            socket.closed();
        }
    }

    /** Lets only signed-in people through to the handshake, and remembers who they are. */
    static final class SignedIn implements HandshakeInterceptor {

        private static final String ATTRIBUTE = CurrentPerson.class.getName();

        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            var current = request instanceof ServletServerHttpRequest servlet
                    ? CurrentPerson.of(servlet.getServletRequest()).orElse(null)
                    : null;
            if (current == null || !current.may(Permission.TAKE_CALLS)) {
                response.setStatusCode(current == null ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN);
                return false;
            }
            attributes.put(ATTRIBUTE, current);
            return true;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @Nullable Exception exception) {}
    }

    @EventListener
    void on(SessionsEnded event) {
        closeAll(event.personId());
    }

    private void closeAll(UUID person) {
        sockets.values().stream().filter(s -> s.person().equals(person)).forEach(s -> s.close("signed out"));
    }
}
