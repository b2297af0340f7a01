package org.otvet.phone;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a telephone registered (RFC 3261 section 10), and again after half of the granted time. Owned by the loop. */
final class Registration {

    private static final long RETRY_MS = 2000;

    private final SipPhone phone;
    private final InetSocketAddress server;
    private final String callId = SipPhone.token() + "@registration";
    private final String tag = SipPhone.token();
    private long sequence;
    private PhoneLoop.@Nullable Alarm next;
    private boolean wanted;
    private volatile int status;
    private volatile boolean registered;
    private volatile int granted;

    Registration(SipPhone phone, InetSocketAddress server) {
        this.phone = phone;
        this.server = server;
    }

    /** The last final status, 0 before the first. */
    int status() {
        return status;
    }

    boolean isRegistered() {
        return registered;
    }

    int grantedSeconds() {
        return granted;
    }

    void register() {
        wanted = true;
        status = 0;
        send(phone.settings.expires, null);
    }

    void unregister() {
        wanted = false;
        status = 0;
        send(0, null);
    }

    /** Stops refreshing and says nothing to the registrar, as a telephone whose plug is pulled. */
    void forget() {
        wanted = false;
        stopTimer();
    }

    private void send(int expires, @Nullable SipMessage challenge) {
        stopTimer();
        String uri = "sip:" + SipPhone.hostPort(server);
        String own = "sip:" + phone.user() + "@" + SipPhone.hostPort(server);
        SipMessage request = SipMessage.request("REGISTER", uri)
                .add("Via", phone.via())
                .add("Max-Forwards", "70")
                .add("From", "<" + own + ">;tag=" + tag)
                .add("To", "<" + own + ">")
                .add("Call-ID", callId)
                .add("CSeq", ++sequence + " REGISTER")
                .add("Contact", phone.contact())
                .add("Expires", Integer.toString(expires))
                .add("User-Agent", SipPhone.USER_AGENT);
        if (challenge != null && !phone.authorize(request, challenge)) {
            finish(challenge, expires);
            return;
        }
        phone.send(request, server, response -> receive(response, expires, challenge));
    }

    private void receive(SipMessage response, int expires, @Nullable SipMessage challenge) {
        if (response.status() < 200) {
            return;
        }
        boolean challenged = response.status() == 401 || response.status() == 407;
        if (challenged && (challenge == null || isStale(response))) {
            send(expires, response);
        } else {
            finish(response, expires);
        }
    }

    private static boolean isStale(SipMessage response) {
        return List.of(response.get("WWW-Authenticate"), response.get("Proxy-Authenticate")).stream()
                .anyMatch(challenge -> challenge.matches("(?i).*stale\\s*=\\s*\"?true.*"));
    }

    private void finish(SipMessage response, int expires) {
        boolean accepted = response.status() < 300;
        registered = accepted && expires > 0;
        granted = registered ? grantedIn(response, expires) : 0;
        status = response.status();
        phone.log().add("registration " + response);
        phone.moments().changed();
        if (wanted) {
            long again = registered ? Math.max(1000, granted * 500L) : RETRY_MS;
            next = phone.loop().after(again, () -> send(phone.settings.expires, null));
        }
    }

    private int grantedIn(SipMessage response, int asked) {
        String uri = SipMessage.uriOf(phone.contact());
        for (String contact : response.all("Contact")) {
            for (String one : contact.split(",(?=\\s*<)")) {
                String seconds = SipMessage.parameter(one, "expires");
                if (SipMessage.uriOf(one).equals(uri) && seconds != null && seconds.matches("\\d{1,7}")) {
                    return Integer.parseInt(seconds);
                }
            }
        }
        String seconds = response.get("Expires");
        return seconds.matches("\\d{1,7}") ? Integer.parseInt(seconds) : asked;
    }

    private void stopTimer() {
        if (next != null) {
            next.cancel();
        }
    }
}
