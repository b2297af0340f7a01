package org.otvet.switchboard.sip.dialog;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.DigestAnswers;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.OutgoingRegistration;
import org.otvet.switchboard.sip.RegistrationListener;
import org.otvet.switchboard.sip.SipRegistration;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.MessageWriter;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.RequestStart;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.message.Texts;
import org.otvet.switchboard.sip.transaction.ClientTransaction;
import org.otvet.switchboard.sip.transaction.ClientUser;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.Timer;

/** REGISTER of ours, again before it runs out (RFC 3261 section 10.2). Everything but {@link #end} runs on the loop. */
final class Registration extends Timer implements ClientUser, SipRegistration {

    private static final long FIRST_RETRY_MILLIS = 5_000;
    private static final int MOST_DOUBLINGS = 7;
    private static final int MOST_PROOFS = 3;
    private static final int LONGEST_SECONDS = 86_400;

    private final Agent agent;
    private final OutgoingRegistration order;
    private final RegistrationListener listener;
    private final String callId;
    private final String uri;
    private final String self;
    private int askedSeconds;
    private long cseq;
    private int proofs;
    private int failures;
    private boolean ending;
    private boolean removing;
    private boolean busy;
    private boolean shorterAsked;
    private @Nullable Peer peer;
    private @Nullable Runnable done;

    Registration(Agent agent, OutgoingRegistration order, RegistrationListener listener) {
        this.agent = agent;
        this.order = order;
        this.listener = listener;
        this.callId = agent.probeCallId();
        this.askedSeconds = order.expirySeconds();
        String host = order.host().indexOf(':') >= 0 ? "[" + order.host() + "]" : order.host();
        String scheme = order.sips() ? "sips:" : "sip:";
        this.uri = scheme + host + (order.port() == order.transport().defaultPort() ? "" : ":" + order.port());
        this.self = "<" + scheme + Texts.escapeUser(order.account().username()) + "@" + host + ">";
    }

    void begin() {
        busy = true;
        proofs = 0;
        shorterAsked = false;
        var where = new Destination.Address(
                "", order.host(), order.port(), order.transport(), order.sips(), order.fingerprint());
        agent.gate().locate(where, target -> agent.loop().execute(() -> located(target)));
    }

    private void located(Gate.@Nullable Target target) {
        if (target == null) {
            failed(0, "its name is not known");
        } else {
            peer = target.peer();
            send("", "");
        }
    }

    private void send(String proofHeader, String proof) {
        Peer to = peer;
        if (to == null) {
            return;
        }
        LocalNames names = agent.settings().names();
        String branch = agent.tokens().branch();
        RequestStart start = new RequestStart(
                Methods.REGISTER,
                uri,
                names.via(to.transport(), branch),
                List.of(),
                self + ";tag=" + agent.tokens().tag(),
                self,
                callId,
                ++cseq);
        MessageWriter out = start.begin(agent.transactions().writer());
        out.text(names.contactLine(
                to.transport(), order.sips(), Texts.escapeUser(order.account().username())));
        out.text("Expires: ").number(removing ? 0 : askedSeconds).end();
        if (!proof.isEmpty()) {
            out.header(proofHeader, proof);
        }
        agent.transactions().send(start, branch, out.body("", "").toBytes(), to, this);
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipResponse response, Peer from) {
        int status = response.status();
        if (status < 200) {
            return;
        }
        if (status < 300) {
            taken(response, from.remote().getAddress());
        } else if (status == 401 || status == 407) {
            challenged(transaction, response);
        } else if (status == 423 && !shorterAsked) {
            shorterAsked = true;
            proofs = 0;
            askedSeconds =
                    Math.clamp(seconds(response.first(HeaderName.MIN_EXPIRES), askedSeconds), 1, LONGEST_SECONDS);
            send("", "");
        } else {
            failed(status, Texts.printable(response.reason()));
        }
    }

    private void challenged(ClientTransaction transaction, SipResponse response) {
        boolean proxy = response.status() == 407;
        List<String> challenges = response.lines(proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE);
        boolean again = proofs == 0 || (proofs < MOST_PROOFS && DigestAnswers.isStale(challenges));
        String answer = again
                ? order.account()
                        .answer(
                                challenges,
                                Methods.REGISTER,
                                transaction.start().uri())
                : null;
        if (answer == null) {
            failed(response.status(), Texts.printable(response.reason()));
            return;
        }
        proofs++;
        send((proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION).text(), answer);
    }

    private void taken(SipResponse response, InetAddress registrar) {
        failures = 0;
        busy = false;
        if (ending) {
            if (removing) {
                tellDone();
            } else {
                remove();
            }
            return;
        }
        int granted = granted(response);
        agent.transactions().later(this, granted > 60 ? (granted - 30) * 1_000L : granted * 500L);
        listener.onRegistered(registrar, granted);
    }

    /** The expiry of the binding: of its Contact, else of the answer, else what was asked (RFC 3261 section 10.2.4). */
    private int granted(SipResponse response) {
        int general = seconds(response.first(HeaderName.EXPIRES), askedSeconds);
        String own = agent.settings().names().hostPort(order.transport());
        for (String contact : response.values(HeaderName.CONTACT)) {
            int at = contact.toLowerCase(java.util.Locale.ROOT).indexOf(";expires=");
            if (at >= 0 && contact.contains(own)) {
                general = seconds(contact.substring(at + 9).split("[^0-9]", 2)[0], general);
            }
        }
        return Math.clamp(general, 2, LONGEST_SECONDS);
    }

    private static int seconds(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private void failed(int status, String phrase) {
        busy = false;
        if (ending) {
            tellDone();
            return;
        }
        agent.transactions().later(this, FIRST_RETRY_MILLIS << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        listener.onFailed(status, phrase);
    }

    @Override
    public void onTimeout(ClientTransaction transaction) {
        failed(0, "no answer");
    }

    @Override
    public void onSendFailed(ClientTransaction transaction) {
        failed(0, "no connection");
    }

    @Override
    protected void fire(long now) {
        begin();
    }

    @Override
    public void end(Runnable whenDone) {
        agent.loop().execute(() -> {
            done = whenDone;
            ending = true;
            agent.transactions().cancel(this);
            if (!busy) {
                if (peer == null || failures > 0) {
                    tellDone();
                } else {
                    remove();
                }
            }
        });
    }

    private void remove() {
        removing = true;
        begin();
    }

    private void tellDone() {
        Runnable whenDone = done;
        if (whenDone == null) {
            return;
        }
        done = null;
        whenDone.run();
    }
}
