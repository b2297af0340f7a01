package org.otvet.phone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A SIP request or response (RFC 3261 section 7) as text headers; only on the loop's thread. */
final class SipMessage {

    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "Via",
            "f",
            "From",
            "t",
            "To",
            "i",
            "Call-ID",
            "m",
            "Contact",
            "l",
            "Content-Length",
            "c",
            "Content-Type",
            "k",
            "Supported",
            "s",
            "Subject",
            "x",
            "Session-Expires");

    record Header(String name, String value) {}

    private final String method;
    private final String uri;
    private final int status;
    private final String reason;
    private final List<Header> headers = new ArrayList<>();
    private String body = "";

    private SipMessage(String method, String uri, int status, String reason) {
        this.method = method;
        this.uri = uri;
        this.status = status;
        this.reason = reason;
    }

    static SipMessage request(String method, String uri) {
        return new SipMessage(method, uri, 0, "");
    }

    /** A response with the headers that RFC 3261 section 8.2.6 copies. */
    static SipMessage response(SipMessage request, int status, String reason, String toTag) {
        SipMessage response = new SipMessage("", "", status, reason);
        request.all("Via").forEach(via -> response.add("Via", via));
        if (status < 300) {
            request.all("Record-Route").forEach(route -> response.add("Record-Route", route));
        }
        response.add("From", request.get("From"));
        String to = request.get("To");
        response.add("To", status == 100 || parameter(to, "tag") != null ? to : to + ";tag=" + toTag);
        response.add("Call-ID", request.callId());
        response.add("CSeq", request.get("CSeq"));
        return response;
    }

    /** Null when the bytes are no SIP message. */
    static @Nullable SipMessage parse(byte[] data, int length) {
        String text = new String(data, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        String[] lines = head.replaceAll("\r\n[ \t]+", " ").split("\r\n");
        String[] start = lines[0].split(" ", 3);
        if (start.length < 3) {
            return null;
        }
        SipMessage message;
        if (start[0].equals("SIP/2.0")) {
            if (!start[1].matches("[1-6]\\d\\d")) {
                return null;
            }
            message = new SipMessage("", "", Integer.parseInt(start[1]), start[2]);
        } else if (start[2].equals("SIP/2.0")) {
            message = new SipMessage(start[0], start[1], 0, "");
        } else {
            return null;
        }
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).strip();
                message.addSplit(
                        COMPACT.getOrDefault(name.toLowerCase(Locale.ROOT), name),
                        lines[i].substring(colon + 1).strip());
            }
        }
        message.body = end < 0 ? "" : text.substring(end + 4);
        return message.header("Call-ID") == null || message.header("CSeq") == null || message.header("Via") == null
                ? null
                : message;
    }

    private void addSplit(String name, String value) {
        boolean list =
                name.equalsIgnoreCase("Via") || name.equalsIgnoreCase("Route") || name.equalsIgnoreCase("Record-Route");
        if (!list) {
            add(name, value);
            return;
        }
        for (String part : value.split(",(?=\\s*(?:<|SIP/))")) {
            add(name, part.strip());
        }
    }

    boolean isRequest() {
        return status == 0;
    }

    boolean is(String wanted) {
        return method.equals(wanted);
    }

    String method() {
        return isRequest() ? method : get("CSeq").replaceAll("^\\d+\\s+", "");
    }

    String uri() {
        return uri;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    SipMessage add(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    SipMessage set(String name, String value) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).name.equalsIgnoreCase(name)) {
                headers.set(i, new Header(name, value));
                return this;
            }
        }
        return add(name, value);
    }

    void remove(String name) {
        headers.removeIf(header -> header.name.equalsIgnoreCase(name));
    }

    @Nullable
    String header(String name) {
        for (Header header : headers) {
            if (header.name.equalsIgnoreCase(name)) {
                return header.value;
            }
        }
        return null;
    }

    /** The header's value, empty when it is missing. */
    String get(String name) {
        String value = header(name);
        return value == null ? "" : value;
    }

    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.name.equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    String callId() {
        return get("Call-ID");
    }

    long sequence() {
        String number = get("CSeq").split("\\s+", 2)[0];
        return number.matches("\\d{1,10}") ? Long.parseLong(number) : -1;
    }

    String branch() {
        String branch = parameter(get("Via"), "branch");
        return branch == null ? "" : branch;
    }

    String tag(String header) {
        String tag = parameter(get(header), "tag");
        return tag == null ? "" : tag;
    }

    String body() {
        return body;
    }

    SipMessage body(String contentType, String text) {
        set("Content-Type", contentType);
        body = text;
        return this;
    }

    SipMessage copyAs(String newUri) {
        SipMessage copy = new SipMessage(method, newUri, status, reason);
        copy.headers.addAll(headers);
        copy.body = body;
        return copy;
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(600 + body.length());
        if (isRequest()) {
            text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        } else {
            text.append("SIP/2.0 ").append(status).append(' ').append(reason).append("\r\n");
        }
        for (Header header : headers) {
            if (!header.name.equalsIgnoreCase("Content-Length")) {
                text.append(header.name).append(": ").append(header.value).append("\r\n");
            }
        }
        byte[] payload = body.getBytes(StandardCharsets.UTF_8);
        text.append("Content-Length: ")
                .append(payload.length)
                .append("\r\n\r\n")
                .append(body);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A parameter of a name-addr or Via value, outside of its angle brackets; "" for one without a value. */
    static @Nullable String parameter(String value, String name) {
        String outside = value.substring(value.lastIndexOf('>') + 1);
        for (String part : outside.split(";")) {
            String[] pair = part.strip().split("=", 2);
            if (pair[0].equalsIgnoreCase(name) && !(pair.length == 1 && value.startsWith(part))) {
                return pair.length == 2 ? pair[1].strip() : "";
            }
        }
        return null;
    }

    /** The URI of a name-addr: {@code "N" <sip:u@h>;tag=1} gives {@code sip:u@h}. */
    static String uriOf(String address) {
        int open = address.indexOf('<');
        int close = address.indexOf('>', open + 1);
        return open >= 0 && close > open ? address.substring(open + 1, close) : address.split(";", 2)[0].strip();
    }

    static String userOf(String address) {
        String text = uriOf(address).replaceFirst("^sips?:", "");
        int at = text.indexOf('@');
        return at < 0 ? "" : text.substring(0, at).split(";", 2)[0];
    }

    static String displayNameOf(String address) {
        int open = address.indexOf('<');
        return open <= 0 ? "" : address.substring(0, open).strip().replaceAll("^\"|\"$", "");
    }

    @Override
    public String toString() {
        return isRequest() ? method + " " + uri : status + " " + reason + " (" + get("CSeq") + ")";
    }
}
