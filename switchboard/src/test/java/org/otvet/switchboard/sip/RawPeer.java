package org.otvet.switchboard.sip;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A peer that sends exactly the bytes it is told to, and keeps what comes back in the order it came. */
final class RawPeer implements AutoCloseable {

    static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 30000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Reply CLOSED = new Reply("CLOSED", List.of(), "");
    private static final AtomicInteger IDS = new AtomicInteger();

    private final InetSocketAddress server;
    private final @Nullable DatagramSocket datagrams;
    private final @Nullable Socket stream;
    private final LinkedBlockingQueue<Reply> heard = new LinkedBlockingQueue<>();
    private final List<Reply> passed = new ArrayList<>();

    private RawPeer(InetSocketAddress server, @Nullable DatagramSocket datagrams, @Nullable Socket stream) {
        this.server = server;
        this.datagrams = datagrams;
        this.stream = stream;
        Thread.ofVirtual().start(datagrams != null ? this::readDatagrams : this::readStream);
    }

    /** Answers to requests without rport go to the Via's port or to 5060: such a peer binds 5060. */
    static RawPeer udp(String host, int port, InetSocketAddress server) throws IOException {
        return new RawPeer(server, new DatagramSocket(new InetSocketAddress(host, port)), null);
    }

    static RawPeer tcp(String host, InetSocketAddress server) throws IOException {
        var socket = new Socket(server.getAddress(), server.getPort(), InetAddress.ofLiteral(host), 0);
        socket.setTcpNoDelay(true);
        return new RawPeer(server, null, socket);
    }

    static RawPeer tls(String host, InetSocketAddress server, SSLContext context) throws IOException {
        var socket = context.getSocketFactory()
                .createSocket(server.getAddress(), server.getPort(), InetAddress.ofLiteral(host), 0);
        socket.setTcpNoDelay(true);
        return new RawPeer(server, null, socket);
    }

    boolean isStream() {
        return stream != null;
    }

    int port() {
        return datagrams != null ? datagrams.getLocalPort() : stream().getLocalPort();
    }

    private Socket stream() {
        if (stream == null) {
            throw new IllegalStateException("not a stream");
        }
        return stream;
    }

    void send(byte[] bytes) throws IOException {
        if (datagrams != null) {
            datagrams.send(new DatagramPacket(bytes, bytes.length, server));
        } else {
            stream().getOutputStream().write(bytes);
        }
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Each byte in a segment of its own, as far as the system lets us. */
    void sendByteByByte(byte[] bytes) throws IOException {
        var out = stream().getOutputStream();
        for (byte b : bytes) {
            out.write(b);
        }
    }

    /** The first message not awaited yet that fits; the others stay to be awaited. */
    Reply await(Predicate<Reply> wanted) throws InterruptedException {
        for (var reply : passed) {
            if (wanted.test(reply)) {
                passed.remove(reply);
                return reply;
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var reply = heard.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (reply == null || (reply == CLOSED && !wanted.test(reply))) {
                throw new AssertionError((reply == null ? "nothing fitting came, only " : "closed after ") + passed);
            }
            if (wanted.test(reply)) {
                return reply;
            }
            passed.add(reply);
        }
    }

    Reply awaitFinal(String callId) throws InterruptedException {
        return await(r -> r.status() >= 200 && r.get("call-id").equals(callId));
    }

    Reply awaitFinal(String callId, String method) throws InterruptedException {
        return await(r -> r.status() >= 200
                && r.get("call-id").equals(callId)
                && r.cseqMethod().equals(method));
    }

    Reply awaitRequest(String method) throws InterruptedException {
        return await(r -> r.method().equals(method));
    }

    /** Until the other side closes the stream. */
    void awaitClosed() throws InterruptedException {
        await(r -> r == CLOSED);
    }

    /** What came and was not awaited. */
    List<Reply> rest() {
        heard.drainTo(passed);
        return List.copyOf(passed);
    }

    String via() {
        return "Via: SIP/2.0/" + (stream instanceof SSLSocket ? "TLS" : isStream() ? "TCP" : "UDP") + " 127.0.0.1:"
                + port() + ";rport;branch=z9hG4bK-" + IDS.incrementAndGet() + "\r\n";
    }

    /** @param more header lines with their ends */
    String request(String method, String user, String callId, long cseq, String toTag, String more, String body) {
        return method + " sip:" + user + "@127.0.0.1 SIP/2.0\r\n" + via()
                + "Max-Forwards: 70\r\nFrom: <sip:caller@127.0.0.1>;tag=c" + callId + "\r\nTo: <sip:" + user
                + "@127.0.0.1>" + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\nCall-ID: " + callId + "\r\nCSeq: "
                + cseq + " " + method + "\r\nContact: <sip:caller@127.0.0.1:" + port() + ">\r\n" + more
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    static String newId() {
        return "raw" + IDS.incrementAndGet() + "." + ProcessHandle.current().pid();
    }

    static String tagOf(String address) {
        int at = address.indexOf(";tag=");
        return at < 0 ? "" : address.substring(at + 5).split(";")[0];
    }

    /** The rest of a call that was answered: ACK, BYE and its 200. */
    void finish(Reply ok) throws IOException, InterruptedException {
        acknowledge(ok);
        hangUp(ok, ok.cseq() + 1);
    }

    void acknowledge(Reply ok) throws IOException {
        send(inDialog("ACK", ok, ok.cseq(), ""));
    }

    void hangUp(Reply ok, long cseq) throws IOException, InterruptedException {
        send(inDialog("BYE", ok, cseq, ""));
        var answer = awaitFinal(ok.get("call-id"), "BYE");
        if (answer.status() != 200) {
            throw new AssertionError("BYE got " + answer);
        }
    }

    /** A request in the dialog that the answer to our INVITE made. */
    String inDialog(String method, Reply ok, long cseq, String body) {
        return method + " sip:x@127.0.0.1 SIP/2.0\r\n" + via() + "Max-Forwards: 70\r\nFrom: " + ok.get("from")
                + "\r\nTo: " + ok.get("to") + "\r\nCall-ID: " + ok.get("call-id") + "\r\nCSeq: " + cseq + " " + method
                + "\r\nContact: <sip:caller@127.0.0.1:" + port() + ">\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /** An answer to a request of the stack. */
    String answer(Reply request, int status, String toTag, String body) {
        var out = new StringBuilder("SIP/2.0 " + status + " Whatever\r\n");
        request.all("via").forEach(v -> out.append("Via: ").append(v).append("\r\n"));
        var to = request.get("to");
        out.append("From: ").append(request.get("from")).append("\r\nTo: ").append(to);
        out.append(toTag.isEmpty() || to.contains(";tag=") ? "" : ";tag=" + toTag);
        out.append("\r\nCall-ID: ").append(request.get("call-id"));
        out.append("\r\nCSeq: ").append(request.get("cseq"));
        out.append("\r\nContact: <sip:phone@127.0.0.1:").append(port()).append(">\r\n");
        out.append(body.isEmpty() ? "" : "Content-Type: application/sdp\r\n");
        return out.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private void readDatagrams() {
        var socket = datagrams;
        var buffer = new byte[65_536];
        try {
            while (socket != null) {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                heard.add(Reply.parse(Arrays.copyOf(buffer, packet.getLength())));
            }
        } catch (IOException e) {
            heard.add(CLOSED);
        }
    }

    private void readStream() {
        try (InputStream in = stream().getInputStream()) {
            var head = new StringBuilder();
            for (int b = in.read(); b >= 0; b = in.read()) {
                head.append((char) b);
                if (head.length() == 2 && head.indexOf("\r\n") == 0) {
                    // The answer to a keep-alive.
                    head.setLength(0);
                } else if (head.length() > 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                    var reply = Reply.parse(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                    var length = reply.get("content-length");
                    var body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
                    heard.add(new Reply(
                            reply.startLine(), reply.headers(), new String(body, StandardCharsets.ISO_8859_1)));
                    head.setLength(0);
                }
            }
        } catch (SocketException e) {
            // A reset ends the stream like an orderly end.
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            heard.add(CLOSED);
        }
    }

    @Override
    public void close() throws IOException {
        if (datagrams != null) {
            datagrams.close();
        }
        if (stream != null) {
            stream.close();
        }
    }
}
