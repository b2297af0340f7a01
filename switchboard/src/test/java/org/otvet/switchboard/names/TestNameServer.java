package org.otvet.switchboard.names;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server on loopback that knows what it is told: NAPTR and SRV over UDP (RFC 1035, 2782, 3403). */
public final class TestNameServer implements AutoCloseable {

    private static final int SRV = 33;
    private static final int NAPTR = 35;
    private static final int NO_SUCH_NAME = 3;

    private record Question(String name, int type) {}

    private final DatagramSocket socket;
    private final Map<Question, List<byte[]>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public TestNameServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        Thread.ofPlatform().daemon().name("name-server").start(this::run);
    }

    /** What asks this server. */
    public ServerRecords records() {
        return new JndiRecords("dns://127.0.0.1:" + socket.getLocalPort());
    }

    /** Names that were asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public TestNameServer srv(String service, int priority, int weight, int port, String target) {
        return add(service, SRV, out -> {
            out.writeShort(priority);
            out.writeShort(weight);
            out.writeShort(port);
            name(out, target);
        });
    }

    public TestNameServer naptr(String domain, int order, int preference, String service, String replacement) {
        return add(domain, NAPTR, out -> {
            out.writeShort(order);
            out.writeShort(preference);
            text(out, "s");
            text(out, service);
            text(out, "");
            name(out, replacement);
        });
    }

    private interface Part {
        void write(DataOutputStream out) throws IOException;
    }

    private TestNameServer add(String name, int type, Part part) {
        answers.computeIfAbsent(new Question(name, type), q -> new CopyOnWriteArrayList<>())
                .add(bytes(part));
        return this;
    }

    private static byte[] bytes(Part part) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            part.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void name(DataOutputStream out, String name) throws IOException {
        for (var label : name.isEmpty() ? new String[0] : name.split("\\.")) {
            text(out, label);
        }
        out.writeByte(0);
    }

    private void run() {
        var buffer = new byte[1_500];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var answer = answer(buffer);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte[] answer(byte[] query) {
        var name = new StringBuilder();
        int at = 12;
        while (query[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
            at += query[at] + 1;
        }
        int end = at + 5;
        int type = (query[at + 1] & 0xff) << 8 | query[at + 2] & 0xff;
        var asking = name.toString().toLowerCase(Locale.ROOT);
        asked.add(asking);
        var found = answers.getOrDefault(new Question(asking, type), List.of());
        boolean known = answers.keySet().stream().anyMatch(q -> q.name().equals(asking));
        return bytes(out -> {
            out.write(query, 0, 2);
            out.writeShort(0x8580 | (known ? 0 : NO_SUCH_NAME));
            out.writeShort(1);
            out.writeShort(found.size());
            out.writeShort(0);
            out.writeShort(0);
            out.write(query, 12, end - 12);
            for (var data : found) {
                out.writeShort(0xc00c);
                out.writeShort(type);
                out.writeShort(1);
                out.writeInt(60);
                out.writeShort(data.length);
                out.write(data);
            }
        });
    }

    @Override
    public void close() {
        socket.close();
    }
}
