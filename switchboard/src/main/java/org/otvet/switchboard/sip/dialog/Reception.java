package org.otvet.switchboard.sip.dialog;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.Authenticator;
import org.otvet.switchboard.registrar.Binding;
import org.otvet.switchboard.registrar.Registrar;
import org.otvet.switchboard.sip.Caller;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.Identity;
import org.otvet.switchboard.sip.SipApplication;
import org.otvet.switchboard.sip.SipSource;
import org.otvet.switchboard.sip.TlsTrust;
import org.otvet.switchboard.sip.Transport;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.NameAddr;
import org.otvet.switchboard.sip.message.Reasons;
import org.otvet.switchboard.sip.message.SipParseException;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.SipUri;
import org.otvet.switchboard.sip.message.Texts;
import org.otvet.switchboard.sip.message.Via;
import org.otvet.switchboard.sip.transaction.Connection;
import org.otvet.switchboard.sip.transaction.Flows;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.ServerTransaction;

/** The {@link Gate} of a real endpoint. */
public final class Reception implements Gate {

    private final SipApplication application;
    private final Authenticator authenticator;
    private final Registrar registrar;
    private final Flows flows;
    private final Executor lookUps;
    private final LongSupplier clock;

    /**
     * @param lookUps runs blocking name look-ups
     * @param clock milliseconds since the epoch
     */
    public Reception(
            SipApplication application,
            Authenticator authenticator,
            Registrar registrar,
            Flows flows,
            Executor lookUps,
            LongSupplier clock) {
        this.application = application;
        this.authenticator = authenticator;
        this.registrar = registrar;
        this.flows = flows;
        this.lookUps = lookUps;
        this.clock = clock;
    }

    @Override
    public @Nullable Caller admit(Agent agent, SipRequest invite, Peer from) {
        String user = userIn(invite, HeaderName.FROM);
        return switch (application.identify(new SipSource(from.transport(), from.remote(), principals(from)), user)) {
            case Identity.Known known -> new Caller.ByAddress(known.origin());
            case Identity.Refused refused -> {
                agent.refuse(invite, from, refused.status(), Texts.harmless(refused.reason()), "");
                yield null;
            }
            case Identity.MustProve prove -> proven(agent, invite, from, user);
        };
    }

    private @Nullable Caller proven(Agent agent, SipRequest invite, Peer from, String user) {
        Connection connection = from.connection();
        if (connection != null
                && connection.principals().contains(user)
                && registrar.isRegisteredOver(user, connection.id())) {
            return new Caller.ByPassword(user);
        }
        String username = prove(agent, invite, from);
        if (username == null) {
            return null;
        }
        if (!username.equals(user)) {
            agent.refuse(invite, from, 403, "", "");
            return null;
        }
        return new Caller.ByPassword(username);
    }

    /** The proven username; null when the sender was asked for a password or is not answered at all. */
    private @Nullable String prove(Agent agent, SipRequest request, Peer from) {
        boolean webSocket = from.transport() == Transport.WS;
        InetAddress address = from.remote().getAddress();
        String source = address == null ? "" : address.getHostAddress();
        long now = clock.getAsLong();
        Authenticator.Outcome outcome =
                authenticator.check(request.method(), request.first(HeaderName.AUTHORIZATION), source, webSocket, now);
        return switch (outcome) {
            case Authenticator.Outcome.Proved proved -> {
                boolean foreign = webSocket && !principals(from).contains(proved.username());
                if (foreign) {
                    agent.refuse(request, from, 403, "", "");
                }
                yield foreign ? null : proved.username();
            }
            case Authenticator.Outcome.Ask ask -> {
                agent.refuse(request, from, 401, "", authenticator.challenge(ask.stale(), webSocket, now));
                yield null;
            }
            case Authenticator.Outcome.Silence silence -> null;
        };
    }

    private static Set<String> principals(Peer from) {
        return from.connection() == null ? Set.of() : from.connection().principals();
    }

    private static String userIn(SipRequest request, HeaderName header) {
        String value = request.first(header);
        try {
            return value == null ? "" : SipUri.userOf(NameAddr.parse(value).uri());
        } catch (SipParseException e) {
            return "";
        }
    }

    /** An address of record of another scheme cannot be one of ours (RFC 3261 section 10.3 step 1). */
    private static boolean isTelephone(SipRequest register) {
        String to = register.first(HeaderName.TO);
        try {
            return to != null
                    && SipUri.schemeOf(NameAddr.parse(to).uri())
                            .toLowerCase(Locale.ROOT)
                            .matches("sips?|tel");
        } catch (SipParseException e) {
            return false;
        }
    }

    @Override
    public void register(Agent agent, SipRequest register, Peer from) {
        String username = prove(agent, register, from);
        if (username == null) {
            return;
        }
        ServerTransaction transaction = agent.transactions().open(register, from);
        if (transaction == null) {
            agent.refuse(register, from, 503, "", "Retry-After: 5\r\n");
            return;
        }
        Registrar.Answer answer = !isTelephone(register)
                ? new Registrar.Answer(400, "")
                : username.equals(userIn(register, HeaderName.TO))
                        ? registrar.register(username, register, from, clock.getAsLong())
                        : new Registrar.Answer(403, "");
        byte[] bytes = agent.begin(
                        register,
                        from,
                        answer.status(),
                        Reasons.of(answer.status()),
                        agent.tokens().tag())
                .text(answer.lines())
                .body("", "")
                .toBytes();
        transaction.respond(answer.status(), bytes);
    }

    @Override
    public Peer flowOf(SipRequest request, Peer from) {
        Connection connection = from.connection();
        Via via = request.topVia();
        if (connection == null || via == null || connection.principals().isEmpty()) {
            return from;
        }
        return flows.claim(via.host(), connection)
                ? new Peer(from.transport(), from.remote(), connection, via.host())
                : from;
    }

    @Override
    public void locate(Destination destination, Consumer<@Nullable Target> found) {
        switch (destination) {
            case Destination.Address address -> {
                String uri = uri(address);
                InetAddress literal = Dialog.literal(address.host());
                if (literal != null) {
                    found.accept(target(address, uri, literal));
                } else {
                    lookUps.execute(() -> found.accept(lookedUp(address, uri)));
                }
            }
            case Destination.Registered registered ->
                found.accept(registrar.bindings(registered.username()).stream()
                        .map(this::target)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
            case Destination.Bound bound -> found.accept(target(bound.binding()));
        }
    }

    private @Nullable Target target(Binding binding) {
        Peer peer = registrar.peerOf(binding);
        boolean lost = peer != null
                && peer.connection() != null
                && !peer.connection().isOpen()
                && (peer.flow().isEmpty() || flows.find(peer.flow()) == null);
        return peer == null || lost ? null : new Target(binding.contactUri(), peer, true);
    }

    private static @Nullable Target lookedUp(Destination.Address address, String uri) {
        try {
            return target(address, uri, InetAddress.getByName(address.host()));
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static Target target(Destination.Address address, String uri, InetAddress host) {
        TlsTrust trust = address.transport().isSecret() ? new TlsTrust(address.host(), address.fingerprint()) : null;
        InetSocketAddress where = new InetSocketAddress(host, address.port());
        return new Target(uri, new Peer(address.transport(), where, null, "", trust), false);
    }

    private static String uri(Destination.Address address) {
        String host = address.host().indexOf(':') >= 0 ? "[" + address.host() + "]" : address.host();
        String user = address.user().isEmpty() ? "" : Texts.escapeUser(address.user()) + "@";
        if (address.sips()) {
            return "sips:" + user + host + ":" + address.port();
        }
        String parameter = address.transport() == Transport.UDP
                ? ""
                : ";transport=" + address.transport().parameter();
        return "sip:" + user + host + ":" + address.port() + parameter;
    }
}
