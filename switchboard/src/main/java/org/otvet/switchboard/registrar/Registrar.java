package org.otvet.switchboard.registrar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.SipSettings;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.NameAddr;
import org.otvet.switchboard.sip.message.SipParseException;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.Texts;
import org.otvet.switchboard.sip.transaction.Peer;

/** The table of bindings (RFC 3261 section 10.3). Safe for any thread; time comes in. */
public final class Registrar implements Registrations {

    /**
     * What to answer.
     *
     * @param lines further header lines with their ends
     */
    public record Answer(int status, String lines) {}

    private static final long NEVER = 4_294_967_295L;
    private static final long GRACE_AFTER_CLOSE_MILLIS = 10_000;
    private static final int MOST_PHONES = 50_000;

    private final SipSettings.Registrations limits;
    private final RegistrarListener listener;
    private final Map<String, List<Place>> phones = new HashMap<>();

    public Registrar(SipSettings.Registrations limits, RegistrarListener listener) {
        this.limits = limits;
        this.listener = listener;
    }

    /** A binding with what only the stack needs. */
    private record Place(Binding binding, Peer peer, String parameters, String callId, long cseq) {}

    /** One Contact of a REGISTER. */
    private record Wish(NameAddr contact, long seconds) {}

    /** Takes a REGISTER whose sender proved to be {@code username}. */
    public synchronized Answer register(String username, SipRequest request, Peer from, long nowMillis) {
        List<String> contacts = request.values(HeaderName.CONTACT);
        if (contacts.contains("*")) {
            return removeAll(username, request, contacts, nowMillis);
        }
        List<Wish> wishes = new ArrayList<>();
        try {
            long usual =
                    expires(request.first(HeaderName.EXPIRES), limits.usual().toSeconds());
            for (String contact : contacts) {
                NameAddr address = NameAddr.parse(contact);
                long seconds = expires(address.parameters().get("expires"), usual);
                if (seconds > 0 && seconds < limits.shortest().toSeconds()) {
                    return new Answer(423, "Min-Expires: " + limits.shortest().toSeconds() + "\r\n");
                }
                wishes.add(new Wish(address, Math.min(seconds, limits.longest().toSeconds())));
            }
        } catch (SipParseException e) {
            return new Answer(400, "");
        }
        if (wishes.size() > limits.maxBindingsPerPhone() || isOutOfOrder(username, request)) {
            return new Answer(wishes.size() > limits.maxBindingsPerPhone() ? 403 : 500, "");
        }
        apply(username, request, from, wishes, nowMillis);
        return new Answer(200, contactLines(username, nowMillis));
    }

    private Answer removeAll(String username, SipRequest request, List<String> contacts, long nowMillis) {
        if (contacts.size() != 1 || !"0".equals(request.first(HeaderName.EXPIRES))) {
            return new Answer(400, "");
        }
        if (isOutOfOrder(username, request)) {
            return new Answer(500, "");
        }
        replace(username, List.of(), "unregistered");
        return new Answer(200, contactLines(username, nowMillis));
    }

    private boolean isOutOfOrder(String username, SipRequest request) {
        for (Place place : places(username)) {
            if (place.callId().equals(request.callId()) && request.cseq() <= place.cseq()) {
                return true;
            }
        }
        return false;
    }

    private void apply(String username, SipRequest request, Peer from, List<Wish> wishes, long nowMillis) {
        List<Place> after = new ArrayList<>(places(username));
        for (Wish wish : wishes) {
            String instance = parameter(wish.contact(), "+sip.instance");
            String uri = wish.contact().uri();
            Place before = null;
            for (Place place : after) {
                boolean same = place.binding().contactUri().equals(uri)
                        || (!instance.isEmpty() && place.binding().instance().equals(instance));
                before = same ? place : before;
            }
            after.remove(before);
            if (wish.seconds() > 0) {
                after.addFirst(place(username, request, from, wish, instance, before, nowMillis));
            }
        }
        while (after.size() > limits.maxBindingsPerPhone()) {
            after.removeLast();
        }
        replace(username, after, "unregistered");
    }

    private static Place place(
            String username,
            SipRequest request,
            Peer from,
            Wish wish,
            String instance,
            @Nullable Place before,
            long nowMillis) {
        String agent = request.first(HeaderName.USER_AGENT);
        Instant now = Instant.ofEpochMilli(nowMillis);
        Binding binding = new Binding(
                username,
                wish.contact().uri(),
                instance,
                from.transport(),
                from.remote(),
                from.connection() == null ? 0 : from.connection().id(),
                agent == null ? "" : Texts.printable(agent),
                before == null ? now : before.binding().registeredAt(),
                now.plusSeconds(wish.seconds()));
        return new Place(
                binding,
                from,
                withoutExpires(wish.contact().parameters().toString()),
                request.callId(),
                request.cseq());
    }

    private static String withoutExpires(String parameters) {
        StringBuilder out = new StringBuilder();
        for (String parameter : parameters.split(";", -1)) {
            if (!parameter.isEmpty() && !parameter.regionMatches(true, 0, "expires", 0, 7)) {
                int equals = parameter.indexOf('=');
                String value = equals < 0 ? "" : parameter.substring(equals + 1);
                out.append(';').append(equals < 0 ? parameter : parameter.substring(0, equals));
                if (equals >= 0) {
                    out.append('=').append(Texts.isToken(value) ? value : "\"" + Texts.harmless(value) + "\"");
                }
            }
        }
        return out.toString();
    }

    private void replace(String username, List<Place> after, String reason) {
        List<Place> before = places(username);
        if (after.isEmpty()) {
            phones.remove(username);
        } else if (phones.containsKey(username) || phones.size() < MOST_PHONES) {
            phones.put(username, List.copyOf(after));
        }
        if (after.isEmpty() && !before.isEmpty()) {
            listener.onUnreachable(username, reason);
        } else if (!after.isEmpty()) {
            Binding newest = after.getFirst().binding();
            if (before.isEmpty() || !sameWay(before.getFirst().binding(), newest)) {
                listener.onReachable(username, newest);
            }
        }
    }

    private static boolean sameWay(Binding a, Binding b) {
        return a.contactUri().equals(b.contactUri())
                && a.remote().equals(b.remote())
                && a.connection() == b.connection();
    }

    private String contactLines(String username, long nowMillis) {
        StringBuilder lines = new StringBuilder();
        for (Place place : places(username)) {
            long seconds = Math.max(0, (place.binding().expiresAt().toEpochMilli() - nowMillis + 999) / 1_000);
            lines.append("Contact: <")
                    .append(place.binding().contactUri())
                    .append('>')
                    .append(place.parameters());
            lines.append(";expires=").append(seconds).append("\r\n");
        }
        return lines.toString();
    }

    private static String parameter(NameAddr contact, String name) {
        String value = contact.parameters().get(name);
        return value == null ? "" : value;
    }

    private static long expires(@Nullable String text, long otherwise) throws SipParseException {
        return text == null ? otherwise : Texts.number(text.strip(), NEVER);
    }

    private List<Place> places(String username) {
        List<Place> places = phones.get(username);
        return places == null ? List.of() : places;
    }

    /** Drops what has run out; to be called every second or so. */
    public synchronized void sweep(long nowMillis) {
        for (String username : List.copyOf(phones.keySet())) {
            List<Place> before = places(username);
            List<Place> after = before.stream()
                    .filter(place -> place.binding().expiresAt().toEpochMilli() > nowMillis)
                    .toList();
            if (after.size() != before.size()) {
                replace(username, after, "expired");
            }
        }
    }

    /** A connection is gone: what was registered over it has a few seconds to come back. */
    public synchronized void connectionClosed(long connection, long nowMillis) {
        Instant latest = Instant.ofEpochMilli(nowMillis + GRACE_AFTER_CLOSE_MILLIS);
        for (Map.Entry<String, List<Place>> phone : phones.entrySet()) {
            phone.setValue(phone.getValue().stream()
                    .map(place -> place.binding().connection() == connection ? ending(place, latest) : place)
                    .toList());
        }
    }

    private static Place ending(Place place, Instant latest) {
        Binding b = place.binding();
        Instant until = b.expiresAt().isBefore(latest) ? b.expiresAt() : latest;
        Binding shorter = new Binding(
                b.username(),
                b.contactUri(),
                b.instance(),
                b.transport(),
                b.remote(),
                b.connection(),
                b.userAgent(),
                b.registeredAt(),
                until);
        return new Place(shorter, place.peer(), place.parameters(), place.callId(), place.cseq());
    }

    /** Where requests to a binding go, null when it is no longer there. */
    public synchronized @Nullable Peer peerOf(Binding binding) {
        for (Place place : places(binding.username())) {
            if (place.binding().contactUri().equals(binding.contactUri())) {
                return place.peer();
            }
        }
        return null;
    }

    /** Connections over which telephones are registered. */
    public synchronized Set<Long> connections() {
        Set<Long> connections = new HashSet<>();
        for (List<Place> places : phones.values()) {
            for (Place place : places) {
                connections.add(place.binding().connection());
            }
        }
        return connections;
    }

    /** True when this telephone registered over this very connection. */
    public synchronized boolean isRegisteredOver(String username, long connection) {
        return places(username).stream().anyMatch(place -> place.binding().connection() == connection);
    }

    @Override
    public synchronized List<Binding> bindings(String username) {
        return places(username).stream().map(Place::binding).toList();
    }

    @Override
    public synchronized void remove(String username, String reason) {
        replace(username, List.of(), reason);
    }
}
