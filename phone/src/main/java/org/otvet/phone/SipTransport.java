package org.otvet.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** The signalling socket of one telephone: UDP, or TCP or TLS with a listener and connections it opens itself. */
final class SipTransport {

    private static final int MAX_MESSAGE = 65_536;
    private static final Pattern LENGTH =
            Pattern.compile("(?im)^(?:content-length|l)[ \\t]*:[ \\t]*(\\d{1,6})[ \\t]*\\r?$");

    private final PhoneLoop loop;
    private final BiConsumer<SipMessage, InetSocketAddress> receiver;
    private final @Nullable DatagramChannel datagrams;
    private final @Nullable ServerSocketChannel listener;
    private final @Nullable SSLContext tls;
    private final Map<InetSocketAddress, TcpLine> lines = new HashMap<>();
    private final InetSocketAddress local;
    private final ByteBuffer incoming = ByteBuffer.allocate(MAX_MESSAGE);
    private volatile int made;

    SipTransport(
            PhoneLoop loop,
            InetSocketAddress bind,
            Transport transport,
            @Nullable SSLContext tls,
            BiConsumer<SipMessage, InetSocketAddress> receiver) {
        this.loop = loop;
        this.receiver = receiver;
        this.tls = transport == Transport.TLS ? Objects.requireNonNull(tls, "TLS needs a context") : null;
        try {
            if (transport == Transport.UDP) {
                listener = null;
                datagrams = DatagramChannel.open();
                datagrams.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
                datagrams.bind(bind).configureBlocking(false);
                local = (InetSocketAddress) datagrams.getLocalAddress();
                loop.watch(datagrams, SelectionKey.OP_READ, _ -> readDatagrams());
            } else {
                datagrams = null;
                listener = ServerSocketChannel.open();
                listener.bind(bind).configureBlocking(false);
                local = (InetSocketAddress) listener.getLocalAddress();
                loop.watch(listener, SelectionKey.OP_ACCEPT, _ -> accept());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("telephone cannot open " + bind, e);
        }
    }

    InetSocketAddress local() {
        return local;
    }

    String viaProtocol() {
        return datagrams != null ? "SIP/2.0/UDP" : tls != null ? "SIP/2.0/TLS" : "SIP/2.0/TCP";
    }

    boolean isReliable() {
        return datagrams == null;
    }

    int connectionsMade() {
        return made;
    }

    /** Over TCP, {@code to} names a connection by its far end; one that is not there is opened. */
    void send(SipMessage message, InetSocketAddress to) {
        byte[] bytes = message.bytes();
        try {
            if (datagrams != null) {
                datagrams.send(ByteBuffer.wrap(bytes), to);
            } else {
                TcpLine line = lines.get(to);
                if (line == null) {
                    line = new TcpLine(SocketChannel.open(), to, true);
                    line.channel.configureBlocking(false);
                    line.channel.bind(new InetSocketAddress(local.getAddress(), 0));
                    lines.put(to, line);
                    boolean connected = line.channel.connect(to);
                    loop.watch(line.channel, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, line::ready);
                }
                line.write(bytes);
            }
        } catch (IOException e) {
            TcpLine broken = lines.remove(to);
            if (broken != null) {
                broken.close();
            }
        }
    }

    private void readDatagrams() throws IOException {
        DatagramChannel channel = datagrams;
        for (int i = 0; channel != null && i < 64; i++) {
            incoming.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(incoming);
            if (from == null) {
                return;
            }
            SipMessage message = SipMessage.parse(incoming.array(), incoming.position());
            if (message != null) {
                receiver.accept(message, from);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener == null ? null : listener.accept();
        if (channel == null) {
            return;
        }
        channel.configureBlocking(false);
        TcpLine line = new TcpLine(channel, (InetSocketAddress) channel.getRemoteAddress(), false);
        lines.put(line.far, line);
        loop.watch(channel, SelectionKey.OP_READ, line::ready);
    }

    /** Cuts every connection without a word, as a network does. */
    void breakConnections() {
        List.copyOf(lines.values()).forEach(TcpLine::close);
        lines.clear();
    }

    void close() {
        breakConnections();
        try {
            if (datagrams != null) {
                datagrams.close();
            }
            if (listener != null) {
                listener.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class TcpLine {
        private final SocketChannel channel;
        private final InetSocketAddress far;
        private final List<ByteBuffer> waiting = new ArrayList<>();
        private final @Nullable SecureLine secured;
        private ByteBuffer read = ByteBuffer.allocate(4096);

        TcpLine(SocketChannel channel, InetSocketAddress far, boolean client) throws IOException {
            this.channel = channel;
            this.far = far;
            made++;
            if (tls == null) {
                secured = null;
            } else {
                SSLEngine engine = tls.createSSLEngine(far.getHostString(), far.getPort());
                engine.setUseClientMode(client);
                secured = new SecureLine(engine, waiting::add, this::keep);
            }
        }

        void write(byte[] bytes) throws IOException {
            if (secured == null) {
                waiting.add(ByteBuffer.wrap(bytes));
            } else {
                secured.send(bytes);
            }
            flush();
        }

        private void keep(ByteBuffer plain) {
            while (read.remaining() < plain.remaining()) {
                ByteBuffer larger = ByteBuffer.allocate(read.capacity() * 4);
                larger.put(read.flip());
                read = larger;
            }
            read.put(plain);
        }

        private void flush() throws IOException {
            while (channel.isConnected() && !waiting.isEmpty()) {
                channel.write(waiting.getFirst());
                if (waiting.getFirst().hasRemaining()) {
                    loop.after(5, () -> {
                        try {
                            flush();
                        } catch (IOException e) {
                            close();
                        }
                    });
                    return;
                }
                waiting.removeFirst();
            }
        }

        private void ready(SelectionKey key) {
            try {
                if (key.isConnectable() && channel.finishConnect()) {
                    key.interestOps(SelectionKey.OP_READ);
                    flush();
                }
                if (key.isReadable() && !readAll()) {
                    close();
                }
            } catch (IOException e) {
                close();
            }
        }

        private boolean readAll() throws IOException {
            if (secured != null) {
                incoming.clear();
                int sealed = channel.read(incoming);
                boolean open = secured.received(incoming.flip());
                flush();
                while (takeMessage()) {
                    // each turn takes one message out of the buffer
                }
                return sealed >= 0 && open;
            }
            int count = channel.read(read);
            while (takeMessage()) {
                // each turn takes one message out of the buffer
            }
            if (!read.hasRemaining()) {
                if (read.capacity() >= MAX_MESSAGE) {
                    return false;
                }
                ByteBuffer larger = ByteBuffer.allocate(read.capacity() * 4);
                larger.put(read.flip());
                read = larger;
            }
            return count >= 0;
        }

        private boolean takeMessage() {
            String text = new String(read.array(), 0, read.position(), StandardCharsets.ISO_8859_1);
            int skipped = 0;
            while (text.startsWith("\r\n", skipped)) {
                skipped += 2;
            }
            int end = text.indexOf("\r\n\r\n", skipped);
            if (end < 0) {
                drop(skipped);
                return false;
            }
            Matcher length = LENGTH.matcher(text.substring(skipped, end + 2));
            int total = end + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            if (read.position() < total) {
                return false;
            }
            byte[] bytes = new byte[total - skipped];
            System.arraycopy(read.array(), skipped, bytes, 0, bytes.length);
            drop(total);
            SipMessage message = SipMessage.parse(bytes, bytes.length);
            if (message != null) {
                receiver.accept(message, far);
            }
            return true;
        }

        private void drop(int count) {
            read.flip().position(count);
            read.compact();
        }

        private void close() {
            lines.remove(far, this);
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
