package org.otvet.switchboard.sip.dialog;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.TlsTrust;
import org.otvet.switchboard.sip.Transport;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.NameAddr;
import org.otvet.switchboard.sip.message.RequestStart;
import org.otvet.switchboard.sip.message.SipMessage;
import org.otvet.switchboard.sip.message.SipParseException;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.message.SipUri;
import org.otvet.switchboard.sip.transaction.Peer;

/** Dialog state of RFC 3261 section 12. */
final class Dialog {

    private static final int MOST_ROUTES = 16;
    final String callId;
    final String localTag;
    /** Our side as From of our requests, with tag. */
    final String local;
    /** The party as To of our requests, with tag once there is one. */
    String remote;

    String remoteTag;
    String target;
    List<String> routes = List.of();
    long localCseq;
    /** What the last INVITE proved itself with, as a whole line: its ACK carries it too (RFC 3261 section 22.1). */
    String proofLine = "";

    long remoteCseq;
    /** Where the party's messages come from. */
    Peer peer;
    /** True for telephones, which may be behind NAT: requests go to where theirs come from, not to their Contact. */
    final boolean symmetric;
    /** True when the call was made to a {@code sips:} URI. */
    final boolean sips;

    private Dialog(
            String callId,
            String localTag,
            String local,
            String remote,
            String remoteTag,
            String target,
            Peer peer,
            boolean symmetric,
            boolean sips) {
        this.callId = callId;
        this.localTag = localTag;
        this.local = local;
        this.remote = remote;
        this.remoteTag = remoteTag;
        this.target = target;
        this.peer = peer;
        this.symmetric = symmetric;
        this.sips = sips;
    }

    /** Of a call to us. */
    static Dialog incoming(SipRequest invite, Peer from, String localTag, boolean symmetric) {
        String to = orEmpty(invite.first(HeaderName.TO)) + ";tag=" + localTag;
        String remote = orEmpty(invite.first(HeaderName.FROM));
        Dialog dialog = new Dialog(
                invite.callId(),
                localTag,
                to,
                remote,
                invite.fromTag(),
                contactOf(invite, uriOf(remote, "")),
                from,
                symmetric,
                SipUri.isSips(invite.uri()));
        dialog.routes = routes(invite, false);
        dialog.remoteCseq = invite.cseq();
        return dialog;
    }

    /** Of a call by us, before anybody answered. */
    static Dialog outgoing(
            String callId, String localTag, String local, String remote, String target, Peer peer, boolean symmetric) {
        return new Dialog(callId, localTag, local, remote, "", target, peer, symmetric, SipUri.isSips(target));
    }

    /** Takes tag, routes and target from the response that made or confirmed the dialog. */
    void confirm(SipResponse response) {
        remote = orEmpty(response.first(HeaderName.TO));
        remoteTag = response.toTag();
        routes = routes(response, true);
        target = contactOf(response, target);
    }

    /** The same dialog set with another branch of a forked call. */
    Dialog forked(SipResponse response) {
        Dialog fork = new Dialog(callId, localTag, local, remote, "", target, peer, symmetric, sips);
        fork.localCseq = localCseq;
        fork.proofLine = proofLine;
        fork.confirm(response);
        return fork;
    }

    boolean matches(SipRequest request) {
        return callId.equals(request.callId()) && remoteTag.equals(request.fromTag());
    }

    /** Target refresh of re-INVITE and UPDATE; a NATed party's new address. */
    void refresh(SipMessage message, Peer from) {
        target = contactOf(message, target);
        moved(from);
    }

    void moved(Peer from) {
        // Over TLS the connection in use stays in use: it is the one whose other end has been verified (RFC 5923).
        boolean follows = symmetric || from.transport().isSecret();
        if (follows && from.transport() == peer.transport()) {
            String flow = from.flow().isEmpty() ? peer.flow() : from.flow();
            TlsTrust trust = from.trust() == null ? peer.trust() : from.trust();
            peer = new Peer(from.transport(), from.remote(), from.connection(), flow, trust);
        }
    }

    RequestStart request(String method, String via, long cseq) {
        if (routes.isEmpty() || isLoose(routes.getFirst())) {
            return new RequestStart(method, target, via, routes, local, remote, callId, cseq);
        }
        // A strict router: section 12.2.1.1.
        List<String> rest = new ArrayList<>(routes.subList(1, routes.size()));
        rest.add("<" + target + ">");
        return new RequestStart(method, uriOf(routes.getFirst(), target), via, rest, local, remote, callId, cseq);
    }

    /** Where the next request goes. Host names are not looked up here: the known flow serves instead. */
    Peer nextHop() {
        if (symmetric || (peer.connection() != null && peer.connection().isOpen())) {
            return peer;
        }
        InetSocketAddress address =
                addressOf(routes.isEmpty() ? target : uriOf(routes.getFirst(), target), peer.transport());
        if (address == null) {
            return peer;
        }
        boolean unnamed = peer.trust() == null && peer.transport().isSecret();
        TlsTrust trust = unnamed ? new TlsTrust(address.getAddress().getHostAddress(), "") : peer.trust();
        return new Peer(peer.transport(), address, null, peer.flow(), trust);
    }

    private static @Nullable InetSocketAddress addressOf(String uri, Transport transport) {
        try {
            SipUri parsed = SipUri.parse(uri);
            InetAddress literal = literal(parsed.host());
            return literal == null
                    ? null
                    : new InetSocketAddress(literal, parsed.port() <= 0 ? transport.defaultPort() : parsed.port());
        } catch (SipParseException e) {
            return null;
        }
    }

    /** The address an IP literal names, null for a host name. */
    static @Nullable InetAddress literal(String host) {
        if (host.isEmpty() || (Character.digit(host.charAt(0), 16) < 0 && host.charAt(0) != ':')) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String contactOf(SipMessage message, String otherwise) {
        String contact = message.first(HeaderName.CONTACT);
        if (contact == null) {
            return otherwise;
        }
        try {
            return NameAddr.parse(contact).uri();
        } catch (SipParseException e) {
            return otherwise;
        }
    }

    private static List<String> routes(SipMessage message, boolean reversed) {
        List<String> found = message.values(HeaderName.RECORD_ROUTE);
        if (found.isEmpty()) {
            return found;
        }
        List<String> bounded = found.size() > MOST_ROUTES ? found.subList(0, MOST_ROUTES) : found;
        return List.copyOf(reversed ? bounded.reversed() : bounded);
    }

    private static boolean isLoose(String route) {
        try {
            return SipUri.parse(NameAddr.parse(route).uri()).parameters().has("lr");
        } catch (SipParseException e) {
            return true;
        }
    }

    private static String uriOf(String route, String otherwise) {
        try {
            return NameAddr.parse(route).uri();
        } catch (SipParseException e) {
            return otherwise;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
