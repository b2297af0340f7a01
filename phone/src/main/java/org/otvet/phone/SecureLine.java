package org.otvet.phone;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** TLS on one connection: opens what comes and seals what goes. Owned by the loop, which reckons handshakes itself. */
final class SecureLine {

    private final SSLEngine engine;
    private final Consumer<ByteBuffer> out;
    private final Consumer<ByteBuffer> in;
    private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
    private final ByteBuffer sealed;
    private final ByteBuffer opened;
    private final ByteBuffer arrived;

    /**
     * @param out takes sealed bytes to send
     * @param in takes opened bytes, good until it returns
     */
    SecureLine(SSLEngine engine, Consumer<ByteBuffer> out, Consumer<ByteBuffer> in) throws SSLException {
        this.engine = engine;
        this.out = out;
        this.in = in;
        int room =
                engine.getSession().getPacketBufferSize() + engine.getSession().getApplicationBufferSize();
        sealed = ByteBuffer.allocate(room);
        opened = ByteBuffer.allocate(room);
        arrived = ByteBuffer.allocate(room + 65_536);
        engine.beginHandshake();
    }

    void send(byte[] plain) throws SSLException {
        unsent.add(ByteBuffer.wrap(plain));
        advance();
    }

    /** Takes what came; false once the far end has closed. */
    boolean received(ByteBuffer bytes) throws SSLException {
        arrived.put(bytes);
        advance();
        return !engine.isInboundDone();
    }

    void advance() throws SSLException {
        boolean more = true;
        while (more) {
            more = switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> reckon();
                case NEED_WRAP -> seal(ByteBuffer.allocate(0));
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> open();
                case NOT_HANDSHAKING, FINISHED -> unsent.isEmpty() ? open() : seal(unsent.removeFirst());
            };
        }
    }

    private boolean reckon() {
        Runnable task = engine.getDelegatedTask();
        if (task != null) {
            task.run();
        }
        return true;
    }

    private boolean seal(ByteBuffer plain) throws SSLException {
        boolean more = true;
        do {
            sealed.clear();
            SSLEngineResult result = engine.wrap(plain, sealed);
            more = result.bytesProduced() > 0;
            byte[] record = new byte[sealed.flip().remaining()];
            sealed.get(record);
            out.accept(ByteBuffer.wrap(record));
        } while (plain.hasRemaining() && more);
        return more;
    }

    private boolean open() throws SSLException {
        opened.clear();
        arrived.flip();
        SSLEngineResult result = engine.unwrap(arrived, opened);
        arrived.compact();
        in.accept(opened.flip());
        return result.getStatus() == SSLEngineResult.Status.OK && result.bytesConsumed() > 0;
    }
}
