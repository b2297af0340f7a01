package org.otvet.phone;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A SIP telephone under the control of a script. Public methods may be called from any thread and return at once unless
 * their name says that they await something; waiting ends with a {@link PhoneTimeoutException} that prints what the
 * telephone did and saw.
 */
public final class SipPhone implements AutoCloseable {

    static final String USER_AGENT = "Otvet-Phone";
    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, NOTIFY";
    private static final int MAX_CALLS = 1000;

    final PhoneBuilder settings;
    private final PhoneLoop loop;
    private final SipTransport transport;
    private final EventLog log = new EventLog();
    private final Moments moments = new Moments();
    private final Map<String, ClientTransaction> sent = new HashMap<>();
    private final Map<String, PhoneCall> calls = new HashMap<>();
    private final List<PhoneCall> history = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<PhoneCall> incoming = new LinkedBlockingQueue<>(MAX_CALLS);
    private final @Nullable Registration registration;
    private final LinkedHashMap<String, SipMessage> answered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SipMessage> eldest) {
            return size() > 256;
        }
    };

    SipPhone(PhoneBuilder settings) {
        this.settings = settings;
        loop = settings.loop;
        transport = new SipTransport(loop, settings.bind, settings.transport, settings.tls, this::receive);
        registration = settings.server == null ? null : new Registration(this, settings.server);
    }

    public static PhoneBuilder builder(String user) {
        return new PhoneBuilder(user);
    }

    public String user() {
        return settings.user;
    }

    public int port() {
        return transport.local().getPort();
    }

    /** Where this telephone is called directly. */
    public String uri() {
        String uri = "sip:" + user() + "@" + hostPort(transport.local());
        return switch (settings.transport) {
            case UDP -> uri;
            case TCP -> uri + ";transport=tcp";
            case TLS -> uri + ";transport=tls";
        };
    }

    public EventLog log() {
        return log;
    }

    /** Registers and stays registered until told otherwise; failures are tried again. */
    public SipPhone register() {
        Registration at = registration();
        loop.run(at::register);
        return this;
    }

    public SipPhone awaitRegistered(Duration timeout) {
        Registration at = registration();
        return await("registered, last status " + at.status(), timeout, at::isRegistered);
    }

    /** Waits for the final status of the registration under way. */
    public int awaitRegistrationStatus(Duration timeout) {
        Registration at = registration();
        await("final status of the registration", timeout, () -> at.status() != 0);
        return at.status();
    }

    public boolean isRegistered() {
        return registration != null && registration.isRegistered();
    }

    /** What the registrar granted. */
    public Duration registeredFor() {
        return Duration.ofSeconds(registration().grantedSeconds());
    }

    public SipPhone unregister() {
        Registration at = registration();
        loop.run(at::unregister);
        return this;
    }

    private Registration registration() {
        if (registration == null) {
            throw new IllegalStateException("telephone " + user() + " has no server; set one with server(host, port)");
        }
        return registration;
    }

    /** Calls a {@code sip:} URI, or a number through the server. */
    public PhoneCall call(String target) {
        return call(target, Map.of());
    }

    /** @param headers further headers of the INVITE */
    public PhoneCall call(String target, Map<String, String> headers) {
        String uri = target.startsWith("sip:") || target.startsWith("sips:")
                ? target
                : "sip:" + target + "@" + hostPort(server());
        InetSocketAddress hop = settings.server != null ? settings.server : Dialog.addressOf(uri);
        if (hop == null) {
            throw new IllegalArgumentException("cannot resolve " + uri);
        }
        String name = settings.displayName.isEmpty() ? "" : "\"" + settings.displayName + "\" ";
        InetSocketAddress domain = settings.server != null ? settings.server : transport.local();
        String tag = token();
        String from = name + "<sip:" + user() + "@" + hostPort(domain) + ">;tag=" + tag;
        Dialog dialog = new Dialog(token() + "@" + transport.local().getHostString(), tag, from, uri, hop);
        PhoneCall call = new PhoneCall(this, dialog, uri);
        remember(call);
        loop.run(() -> {
            calls.put(dialog.callId, call);
            new OutgoingInvite(this, call, headers).start();
        });
        return call;
    }

    private void remember(PhoneCall call) {
        history.add(call);
        if (history.size() > MAX_CALLS) {
            history.removeFirst();
        }
    }

    private InetSocketAddress server() {
        if (settings.server == null) {
            throw new IllegalStateException("a number needs a server; call a sip: URI or set server(host, port)");
        }
        return settings.server;
    }

    /** The next incoming call that was not yet handed out. */
    public PhoneCall awaitCall(Duration timeout) {
        try {
            PhoneCall call = incoming.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (call != null) {
                return call;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new PhoneTimeoutException("no call came to " + user() + " within " + timeout, log);
    }

    /** Calls in any state, oldest first, ended ones too (the latest thousand). */
    public List<PhoneCall> calls() {
        return List.copyOf(history);
    }

    /** Connections that were opened or taken so far. */
    public int connectionsMade() {
        return transport.connectionsMade();
    }

    /** Cuts TCP and TLS connections without a word. */
    public void breakConnections() {
        loop.run(transport::breakConnections);
    }

    /** Vanishes without a word: no BYE, no unregistering, as a telephone whose plug is pulled. */
    public void vanish() {
        loop.run(() -> {
            if (registration != null) {
                registration.forget();
            }
            calls.values().forEach(PhoneCall::vanish);
            calls.clear();
            transport.close();
        });
    }

    /** Hangs up whatever is up, unregisters and closes its ports. */
    @Override
    public void close() {
        loop.run(() -> {
            List.copyOf(calls.values()).forEach(PhoneCall::hangUp);
            if (registration != null && registration.isRegistered()) {
                registration.unregister();
            } else if (registration != null) {
                registration.forget();
            }
            loop.after(300, this::vanish);
        });
    }

    private SipPhone await(String what, Duration timeout, java.util.function.BooleanSupplier condition) {
        if (!moments.await(timeout, condition)) {
            throw new PhoneTimeoutException(user() + " is not " + what + " after " + timeout, log);
        }
        return this;
    }

    // what follows is called on the loop

    PhoneLoop loop() {
        return loop;
    }

    Moments moments() {
        return moments;
    }

    SipTransport transport() {
        return transport;
    }

    String via() {
        return transport.viaProtocol() + " " + hostPort(transport.local()) + ";branch=z9hG4bK" + token() + ";rport";
    }

    String contact() {
        return "<" + uri() + ">";
    }

    boolean authorize(SipMessage request, SipMessage challenge) {
        boolean proxy = challenge.status() == 407;
        String answer = new Digest(user(), settings.password, settings.digests)
                .answer(
                        challenge.all(proxy ? "Proxy-Authenticate" : "WWW-Authenticate"),
                        request.method(),
                        request.uri());
        if (answer == null) {
            return false;
        }
        request.set(proxy ? "Proxy-Authorization" : "Authorization", answer);
        return true;
    }

    /** Sends a request and hands over its responses, a 408 of our own when none comes. */
    void send(SipMessage request, InetSocketAddress to, Consumer<SipMessage> onResponse) {
        log.add("-> " + request);
        String key = request.branch() + request.method();
        ClientTransaction transaction =
                new ClientTransaction(loop, transport, request, to, onResponse, () -> sent.remove(key));
        sent.put(key, transaction);
        transaction.start();
    }

    /** Answers a request; the same answer goes out again when the request comes again. */
    void respond(SipMessage request, SipMessage response, InetSocketAddress source) {
        log.add("-> " + response);
        answered.put(key(request), response);
        transport.send(response, source);
    }

    private void receive(SipMessage message, InetSocketAddress source) {
        if (!message.isRequest()) {
            log.add("<- " + message);
            ClientTransaction transaction = sent.get(message.branch() + message.method());
            if (transaction != null) {
                transaction.receive(message);
            }
            return;
        }
        log.add("<- " + message);
        SipMessage before = message.is("ACK") ? null : answered.get(key(message));
        if (before != null) {
            transport.send(before, source);
            return;
        }
        PhoneCall call = calls.get(message.callId());
        if (call != null) {
            call.receive(message, source);
        } else if (message.is("INVITE") && message.tag("To").isEmpty()) {
            offered(message, source);
        } else if (message.is("OPTIONS") || message.is("NOTIFY")) {
            respond(message, response(message, 200, "OK").add("Allow", ALLOW), source);
        } else if (!message.is("ACK")) {
            respond(message, response(message, 481, "Call/Transaction Does Not Exist"), source);
        }
    }

    private void offered(SipMessage invite, InetSocketAddress source) {
        if (calls.size() >= MAX_CALLS) {
            respond(invite, response(invite, 486, "Busy Here"), source);
            return;
        }
        PhoneCall call = new PhoneCall(this, new Dialog(invite, token(), source), invite);
        calls.put(invite.callId(), call);
        remember(call);
        if (!incoming.offer(call)) {
            incoming.poll();
            incoming.add(call);
        }
        boolean auto = settings.autoAnswer && invite.get("X-Otvet-Answer").equalsIgnoreCase("auto");
        new IncomingInvite(this, call, invite, source)
                .start(auto ? AnswerPolicy.answer() : settings.policy.apply(call));
    }

    static SipMessage response(SipMessage request, int status, String reason) {
        return SipMessage.response(request, status, reason, token()).add("User-Agent", USER_AGENT);
    }

    /** Keeps an ended call for a while, since its last messages may come again. */
    void ended(PhoneCall call) {
        loop.after(5000, () -> calls.remove(call.callId(), call));
    }

    private static String key(SipMessage request) {
        return request.branch() + request.method() + request.sequence();
    }

    static String hostPort(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    static String token() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 60, Long.MAX_VALUE));
    }

    /** All calls that have not ended. */
    public List<PhoneCall> liveCalls() {
        List<PhoneCall> live = new ArrayList<>(history);
        live.removeIf(call -> call.state() == CallState.ENDED);
        return live;
    }
}
