package org.otvet.switchboard.sip.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * TLS over the bytes of one connection: opens what comes, seals what goes. Belongs to the I/O loop; only what a handshake
 * has to reckon runs elsewhere, and until that is done nothing more is read. What it keeps is bounded by one read and one
 * record. A second handshake on the same connection is refused: it serves nobody but who wants to keep us busy.
 */
final class TlsStream {

    /** What it needs of its connection. */
    interface Carrier {

        /** Opened bytes, good until this returns. */
        void opened(ByteBuffer plain);

        /** Sealed bytes to be sent, owned by the carrier from now on. */
        void sealed(ByteBuffer record);

        /** Runs a task on another thread, and then {@link TlsStream#taskDone()} on the loop. */
        void elsewhere(Runnable task);
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final String NO_CIPHER = "SSL_NULL_WITH_NULL_NULL";
    private static final int USUAL_BYTES = 4_096;
    private static final int MOST_LATE_STEPS = 64;

    private final SSLEngine engine;
    private final Carrier carrier;
    private final ByteBuffer scratch;
    private ByteBuffer incoming = ByteBuffer.allocate(USUAL_BYTES);
    private boolean begun;
    private boolean reckoning;
    private boolean established;
    private boolean ended;
    private int lateSteps;

    /** @param scratch the loop's own, with room for a record and a half */
    TlsStream(SSLEngine engine, Carrier carrier, ByteBuffer scratch) {
        this.engine = engine;
        this.carrier = carrier;
        this.scratch = scratch;
    }

    /** Bytes a scratch buffer has room for. */
    static int scratchBytes(SSLEngine engine) {
        return Math.max(
                engine.getSession().getPacketBufferSize(), engine.getSession().getApplicationBufferSize());
    }

    /** True once what is sent and received is secured by a finished handshake. */
    boolean isEstablished() {
        return established;
    }

    /** True while nothing may be read. */
    boolean isReckoning() {
        return reckoning;
    }

    /** True while a handshake or a record waits for its rest. */
    boolean isUnfinished() {
        return !established || incoming.position() > 0;
    }

    /** True when the far end said that nothing more comes. */
    boolean isEnded() {
        return ended;
    }

    /** Takes what came, and goes on as far as it can. */
    void received(ByteBuffer sealed, ArrayDeque<ByteBuffer> unsent) throws SSLException {
        if (incoming.remaining() < sealed.remaining()) {
            ByteBuffer larger = ByteBuffer.allocate(incoming.position() + sealed.remaining());
            incoming = larger.put(incoming.flip());
        }
        incoming.put(sealed);
        advance(unsent);
        if (incoming.position() == 0 && incoming.capacity() > USUAL_BYTES) {
            incoming = ByteBuffer.allocate(USUAL_BYTES);
        }
    }

    void taskDone() {
        reckoning = false;
    }

    /** Goes on as far as it can: the handshake first, then what waits to be sent, then what came. */
    void advance(ArrayDeque<ByteBuffer> unsent) throws SSLException {
        try {
            if (!begun) {
                begun = true;
                engine.beginHandshake();
            }
            boolean more = true;
            while (more && !reckoning && !ended) {
                more = switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> reckon();
                    case NEED_WRAP -> seal(NOTHING);
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> open();
                    case NOT_HANDSHAKING, FINISHED -> {
                        if (engine.getSession().getCipherSuite().equals(NO_CIPHER)) {
                            throw new SSLException("the handshake failed");
                        }
                        established = true;
                        yield unsent.isEmpty() ? open() : sealNext(unsent);
                    }
                };
            }
        } catch (RuntimeException e) {
            throw new SSLException("the handshake broke: " + e, e);
        }
    }

    private void countLateStep() throws SSLException {
        boolean again = established && !engine.getSession().getProtocol().equals("TLSv1.3");
        if (again || (established && ++lateSteps > MOST_LATE_STEPS)) {
            throw new SSLException("a second handshake on one connection");
        }
    }

    private boolean reckon() throws SSLException {
        countLateStep();
        Runnable task = engine.getDelegatedTask();
        if (task == null) {
            return true;
        }
        reckoning = true;
        carrier.elsewhere(task);
        return false;
    }

    private boolean sealNext(ArrayDeque<ByteBuffer> unsent) throws SSLException {
        ByteBuffer next = unsent.getFirst();
        boolean done = seal(next);
        if (!next.hasRemaining()) {
            unsent.removeFirst();
        }
        return done;
    }

    private boolean seal(ByteBuffer plain) throws SSLException {
        if (!plain.hasRemaining()) {
            countLateStep();
        }
        scratch.clear();
        SSLEngineResult result = engine.wrap(plain, scratch);
        scratch.flip();
        if (scratch.hasRemaining()) {
            byte[] record = new byte[scratch.remaining()];
            scratch.get(record);
            carrier.sealed(ByteBuffer.wrap(record));
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            ended = true;
        }
        return result.bytesProduced() > 0 || result.bytesConsumed() > 0;
    }

    private boolean open() throws SSLException {
        SSLEngineResult.HandshakeStatus before = engine.getHandshakeStatus();
        scratch.clear();
        incoming.flip();
        SSLEngineResult result;
        try {
            result = engine.unwrap(incoming, scratch);
        } finally {
            incoming.compact();
        }
        scratch.flip();
        if (scratch.hasRemaining()) {
            carrier.opened(scratch);
        }
        return switch (result.getStatus()) {
            case OK ->
                result.bytesConsumed() > 0 || result.bytesProduced() > 0 || engine.getHandshakeStatus() != before;
            case BUFFER_UNDERFLOW -> false;
            case BUFFER_OVERFLOW -> throw new SSLException("a record that is too large");
            case CLOSED -> {
                ended = true;
                yield false;
            }
        };
    }

    /** The alert that tells the far end why, or that nothing more comes. */
    void farewell() {
        try {
            engine.closeOutbound();
            scratch.clear();
            engine.wrap(NOTHING, scratch);
            scratch.flip();
            if (scratch.hasRemaining()) {
                byte[] record = new byte[scratch.remaining()];
                scratch.get(record);
                carrier.sealed(ByteBuffer.wrap(record));
            }
        } catch (SSLException | RuntimeException e) {
            // Then it learns from the closed connection.
        }
    }
}
