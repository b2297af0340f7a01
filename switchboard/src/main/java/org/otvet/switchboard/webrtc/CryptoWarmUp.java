package org.otvet.switchboard.webrtc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.jitsi.srtp.crypto.Aes;

/**
 * Makes the first browser call as quick as the others: fixes the cipher provider (the SRTP library would choose one by
 * stopwatch) and goes through a handshake and some packets with ourselves.
 */
public final class CryptoWarmUp {

    private static final int PACKETS = 2_000;

    private CryptoWarmUp() {}

    /** Blocks for about half a second. @throws IOException when the cryptography of this Java does not work */
    public static void run(DtlsIdentity identity) throws IOException {
        Aes.setFactoryClassName("SunJCE");
        try {
            for (int profile : SrtpKeys.PROFILES) {
                exchange(SrtpKeys.of(profile, new byte[SrtpKeys.materialBytes(profile)]));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("SRTP does not work on this Java: " + e.getMessage(), e);
        }
        BlockingQueue<byte[]> toClient = new LinkedBlockingQueue<>();
        DtlsAssociation server = new DtlsAssociation(
                identity,
                (bytes, offset, length) -> {
                    byte[] copy = new byte[length];
                    System.arraycopy(bytes, offset, copy, 0, length);
                    toClient.add(copy);
                },
                new DtlsAssociation.Listener() {
                    @Override
                    public void onKeys(SrtpKeys keys) {
                        // only the way there matters
                    }

                    @Override
                    public void onGone(String reason) {
                        // the client tells
                    }
                });
        try {
            server.expect(identity.fingerprint().replace(":", ""));
            new DTLSClientProtocol().connect(new DtlsClient(identity, SrtpKeys.PROFILES), new Pipe(toClient, server));
        } finally {
            server.close();
        }
    }

    private static void exchange(SrtpKeys keys) throws GeneralSecurityException {
        SrtpSession server = new SrtpSession(keys, 1, true);
        SrtpSession client = new SrtpSession(keys, 2, false);
        byte[] packet = new byte[256];
        for (int i = 0; i < PACKETS; i++) {
            packet[0] = (byte) 0x80;
            packet[1] = 0;
            packet[2] = (byte) (i >> 8);
            packet[3] = (byte) i;
            packet[11] = 2;
            int length = client.protect(packet, 172);
            if (server.open(packet, length, i * 20_000_000L) != 172) {
                throw new GeneralSecurityException("a packet of profile " + keys.profile() + " was not opened");
            }
        }
    }

    /** The client's end of a pipe to an association. */
    record Pipe(BlockingQueue<byte[]> incoming, DtlsAssociation server) implements DatagramTransport {

        @Override
        public int getReceiveLimit() {
            return DtlsGuard.MAX_DATAGRAM_BYTES;
        }

        @Override
        public int getSendLimit() {
            return 1200;
        }

        @Override
        public int receive(byte[] into, int offset, int length, int waitMs) throws IOException {
            try {
                byte[] datagram = incoming.poll(Math.max(1, waitMs), TimeUnit.MILLISECONDS);
                if (datagram == null) {
                    return -1;
                }
                int taken = Math.min(length, datagram.length);
                System.arraycopy(datagram, 0, into, offset, taken);
                return taken;
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void send(byte[] bytes, int offset, int length) {
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            server.onDatagram(copy, length);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
