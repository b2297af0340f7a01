package org.otvet.switchboard.webrtc;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * The DTLS side of one browser's or telephone's leg: makes one handshake, as server or {@link #begin as client}, hands out
 * the keys and then listens for the party's farewell. Fed by {@link #onDatagram} from the media thread; the blocking library runs on a virtual thread of
 * its own, a server's started by the first datagram.
 */
public final class DtlsAssociation {

    private static final int MAX_WAITING = 64;
    private static final int MAX_HANDSHAKES = 512;
    private static final int SEND_LIMIT = 1200;
    private static final int IDLE_WAIT_MS = 60_000;

    private static final AtomicInteger HANDSHAKES = new AtomicInteger();

    /** Sends a datagram to the browser. Called on the association's thread and on that of {@link #close()}. */
    @FunctionalInterface
    public interface Sender {
        void send(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Hears what became of the association, on its thread. */
    public interface Listener {

        /** The handshake is done and the browser's certificate is the one that was told. */
        void onKeys(SrtpKeys keys);

        /** The browser said goodbye, or the handshake failed; once, not after {@link #close()}. */
        void onGone(String reason);
    }

    private final DtlsIdentity identity;
    private final Sender sender;
    private final Listener listener;
    private final CompletableFuture<String> expectedFingerprint = new CompletableFuture<>();
    private final ArrayBlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final DtlsGuard guard = new DtlsGuard();
    private final AtomicBoolean gone = new AtomicBoolean();
    private boolean running;
    private boolean client;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;
    private volatile @Nullable DTLSTransport transport;

    public DtlsAssociation(DtlsIdentity identity, Sender sender, Listener listener) {
        this.identity = identity;
        this.sender = sender;
        this.listener = listener;
    }

    /** The certificate the browser must show; handshakes wait for this. 64 upper-case hex digits. */
    public void expect(String fingerprint) {
        expectedFingerprint.complete(fingerprint);
    }

    /**
     * Begins the handshake as its client, for a telephone that waits for it; before anybody else knows of this object.
     *
     * @return false when too many handshakes are under way
     */
    public boolean begin() {
        if (HANDSHAKES.incrementAndGet() > MAX_HANDSHAKES) {
            HANDSHAKES.decrementAndGet();
            return false;
        }
        client = true;
        running = true;
        thread = Thread.ofVirtual().name("dtls").start(this::run);
        return true;
    }

    /**
     * Takes a datagram from a verified address. One thread.
     *
     * @return false when it was turned away
     */
    public boolean onDatagram(byte[] packet, int length) {
        if (closed || !guard.isAcceptable(packet, length)) {
            return false;
        }
        if (!running) {
            if (HANDSHAKES.incrementAndGet() > MAX_HANDSHAKES) {
                HANDSHAKES.decrementAndGet();
                return false;
            }
            running = true;
            thread = Thread.ofVirtual().name("dtls").start(this::run);
        }
        byte[] copy = new byte[length];
        System.arraycopy(packet, 0, copy, 0, length);
        return waiting.offer(copy);
    }

    /** Says goodbye and ends. Any thread; safe to repeat. */
    public void close() {
        if (closed) {
            return;
        }
        DTLSTransport open = transport;
        if (open != null) {
            try {
                open.close();
            } catch (IOException | RuntimeException _) {
                // the browser notices by silence
            }
        }
        closed = true;
        gone.set(true);
        expectedFingerprint.cancel(false);
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        DTLSTransport open;
        try {
            open = client ? connect() : accept();
            transport = open;
        } catch (IOException | RuntimeException e) {
            bye("The secure connection to the party could not be made: " + describe(e));
            return;
        } finally {
            HANDSHAKES.decrementAndGet();
        }
        try {
            byte[] ignored = new byte[DtlsGuard.MAX_DATAGRAM_BYTES];
            while (!closed && !gone.get()) {
                // application data means nothing here; reading is what makes the library see alerts and resends
                open.receive(ignored, 0, ignored.length, IDLE_WAIT_MS);
            }
        } catch (IOException | RuntimeException e) {
            bye("The secure connection to the party broke: " + describe(e));
        }
    }

    private DTLSTransport accept() throws IOException {
        return new DTLSServerProtocol()
                .accept(new DtlsServer(identity, expectedFingerprint, listener::onKeys, this::bye), new Datagrams());
    }

    private DTLSTransport connect() throws IOException {
        DtlsClient.Call call = new DtlsClient.Call(expectedFingerprint.join(), listener::onKeys, this::bye);
        return new DTLSClientProtocol().connect(new DtlsClient(identity, call, SrtpKeys.PROFILES), new Datagrams());
    }

    private void bye(String reason) {
        if (gone.compareAndSet(false, true)) {
            listener.onGone(reason);
        }
    }

    private static String describe(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private final class Datagrams implements DatagramTransport {

        @Override
        public int getReceiveLimit() {
            return DtlsGuard.MAX_DATAGRAM_BYTES;
        }

        @Override
        public int getSendLimit() {
            return SEND_LIMIT;
        }

        @Override
        public int receive(byte[] into, int offset, int length, int waitMs) throws IOException {
            if (closed) {
                throw new IOException("closed");
            }
            try {
                byte[] datagram = waiting.poll(waitMs <= 0 ? IDLE_WAIT_MS : waitMs, TimeUnit.MILLISECONDS);
                if (datagram == null) {
                    return -1;
                }
                int taken = Math.min(length, datagram.length);
                System.arraycopy(datagram, 0, into, offset, taken);
                return taken;
            } catch (InterruptedException _) {
                throw new IOException("closed");
            }
        }

        @Override
        public void send(byte[] bytes, int offset, int length) throws IOException {
            sender.send(bytes, offset, length);
        }

        @Override
        public void close() {
            // the socket belongs to the leg
        }
    }
}
