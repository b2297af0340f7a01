package org.otvet.phone;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lasting relation of two telephones in one call (RFC 3261 section 12), ours and theirs. Owned by the loop. */
final class Dialog {

    final String callId;
    final String localTag;
    private final String local;
    private String remote;
    private String target;
    private List<String> routes = List.of();
    private InetSocketAddress hop;
    private long sequence;
    private long remoteSequence = -1;
    private boolean established;

    /** Our own call to {@code target}. */
    Dialog(String callId, String localTag, String local, String target, InetSocketAddress hop) {
        this.callId = callId;
        this.localTag = localTag;
        this.local = local;
        this.remote = "<" + target + ">";
        this.target = target;
        this.hop = hop;
    }

    /** A call that came to us from {@code source}. */
    Dialog(SipMessage invite, String localTag, InetSocketAddress source) {
        callId = invite.callId();
        this.localTag = localTag;
        local = invite.get("To") + ";tag=" + localTag;
        remote = invite.get("From");
        target = SipMessage.uriOf(invite.get("Contact"));
        routes = invite.all("Record-Route");
        hop = source;
        remoteSequence = invite.sequence();
        established = true;
    }

    boolean isEstablished() {
        return established;
    }

    String remoteTag() {
        String tag = SipMessage.parameter(remote, "tag");
        return tag == null ? "" : tag;
    }

    /** Learns the far side from a response to our INVITE that carries its tag. */
    void establish(SipMessage response, boolean datagrams) {
        if (!established || !response.tag("To").equals(remoteTag())) {
            established = true;
            remote = response.get("To");
            List<String> recorded = new ArrayList<>(response.all("Record-Route"));
            Collections.reverse(recorded);
            routes = recorded;
        }
        retarget(response, datagrams);
    }

    /** Takes over the Contact of a message of the far side; over TCP the connection in use stays in use. */
    void retarget(SipMessage message, boolean datagrams) {
        String contact = message.header("Contact");
        if (contact == null) {
            return;
        }
        target = SipMessage.uriOf(contact);
        InetSocketAddress next = addressOf(routes.isEmpty() ? target : SipMessage.uriOf(routes.getFirst()));
        if (datagrams && next != null) {
            hop = next;
        }
    }

    InetSocketAddress hop() {
        return hop;
    }

    long nextSequence() {
        return ++sequence;
    }

    /** False for a request that is older than one already seen. */
    boolean inOrder(SipMessage request) {
        if (request.sequence() < remoteSequence) {
            return false;
        }
        remoteSequence = request.sequence();
        return true;
    }

    SipMessage request(String method, long number, String via) {
        SipMessage request = SipMessage.request(method, target).add("Via", via);
        routes.forEach(route -> request.add("Route", route));
        return request.add("Max-Forwards", "70")
                .add("From", local)
                .add("To", remote)
                .add("Call-ID", callId)
                .add("CSeq", number + " " + method);
    }

    /** Null for a host name that does not resolve. */
    static @Nullable InetSocketAddress addressOf(String uri) {
        String rest = uri.replaceFirst("^sips?:", "");
        rest = rest.substring(rest.indexOf('@') + 1).split("[;?]", 2)[0];
        int colon = rest.lastIndexOf(':');
        boolean withPort =
                colon > rest.indexOf(']') && rest.substring(colon + 1).matches("\\d{1,5}");
        String host = withPort ? rest.substring(0, colon) : rest;
        InetSocketAddress address =
                new InetSocketAddress(host, withPort ? Integer.parseInt(rest.substring(colon + 1)) : 5060);
        return address.isUnresolved() ? null : address;
    }
}
