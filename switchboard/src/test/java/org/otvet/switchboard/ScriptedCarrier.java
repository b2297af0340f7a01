package org.otvet.switchboard;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A carrier on UDP that answers each request as its script says and keeps every request it saw. */
final class ScriptedCarrier implements AutoCloseable {

    private final DatagramSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Function<String, @Nullable String> script;

    /** @param script status line after SIP/2.0 with further header lines; null for silence */
    ScriptedCarrier(String host, Function<String, @Nullable String> script) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), 0));
        this.script = script;
        Thread.ofPlatform().daemon().name("carrier").start(this::run);
    }

    int port() {
        return socket.getLocalPort();
    }

    void follow(Function<String, @Nullable String> next) {
        script = next;
    }

    List<String> requests(String method) {
        return requests.stream().filter(r -> r.startsWith(method + " ")).toList();
    }

    static String header(String message, String name) {
        return message.lines()
                .filter(l -> l.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(l -> l.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private void run() {
        var buffer = new byte[65_535];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var request = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                requests.add(request);
                var answer = request.startsWith("ACK ") ? null : script.apply(request);
                if (answer != null) {
                    var bytes = response(request, answer).getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private static String response(String request, String answer) {
        return "SIP/2.0 " + answer + "\r\nVia: " + header(request, "Via") + "\r\nFrom: " + header(request, "From")
                + "\r\nTo: " + header(request, "To") + ";tag=carrier\r\nCall-ID: " + header(request, "Call-ID")
                + "\r\nCSeq: " + header(request, "CSeq") + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Override
    public void close() {
        socket.close();
    }
}
