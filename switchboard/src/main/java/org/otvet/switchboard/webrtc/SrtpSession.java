package org.otvet.switchboard.webrtc;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sdp.SdesKey;
import org.otvet.switchboard.sdp.SdesSuite;

/**
 * Protects what one leg sends and opens what it receives (RFC 3711, RFC 7714), in place. Bad packets are results, not
 * exceptions. Receiving belongs to one thread; sending is guarded by its owner.
 */
public final class SrtpSession {

    private static final Logger LOG = new LoggerImpl("org.otvet.switchboard.srtp");
    private static final int MAX_SOURCES = 4;
    private static final int MAX_NEW_PER_SECOND = 8;
    private static final long SECOND_NS = 1_000_000_000L;

    private final SrtpContextFactory receiving;
    private final SrtpCryptoContext sender;
    private final SrtcpCryptoContext controlSender;
    private final SrtpCryptoContext[] receivers = new SrtpCryptoContext[MAX_SOURCES];
    private final SrtcpCryptoContext[] controlReceivers = new SrtcpCryptoContext[MAX_SOURCES];
    private final PacketView received = new PacketView();
    private final PacketView sent = new PacketView();
    private int nextReceiver;
    private int nextControlReceiver;
    private long windowNs;
    private int newSources;

    /**
     * With keys from descriptions.
     *
     * @param own the key we send under
     * @param peer the key the peer sends under, of the same suite
     * @param ssrc of the stream we send
     */
    public SrtpSession(SdesKey own, SdesKey peer, int ssrc) throws GeneralSecurityException {
        SrtpContextFactory sending = factory(true, own);
        this.sender = sending.deriveContext(ssrc, 0);
        this.controlSender = sending.deriveControlContext(ssrc);
        this.receiving = factory(false, peer);
    }

    private SrtpSession(SrtpSession before, SdesKey peer) {
        this.sender = before.sender;
        this.controlSender = before.controlSender;
        this.receiving = factory(false, peer);
    }

    /** Goes on sending where this one stands, and opens what comes under another key; this one is used no more. */
    public SrtpSession rekeyed(SdesKey peer) {
        return new SrtpSession(this, peer);
    }

    private static SrtpContextFactory factory(boolean sender, SdesKey key) {
        SdesSuite suite = key.suite();
        byte[] masterKey = Arrays.copyOf(key.material(), suite.keyBytes());
        byte[] masterSalt = Arrays.copyOfRange(key.material(), suite.keyBytes(), key.material().length);
        // Reports keep the long tag whatever the sound has (RFC 4568 section 6.2).
        return new SrtpContextFactory(
                sender,
                masterKey,
                masterSalt,
                policy(suite, suite.tagBytes()),
                policy(suite, Math.max(10, suite.tagBytes())),
                LOG);
    }

    private static SrtpPolicy policy(SdesSuite suite, int tagBytes) {
        return suite.isAead()
                ? new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        suite.keyBytes(),
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        tagBytes,
                        suite.saltBytes())
                : new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        suite.keyBytes(),
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        20,
                        tagBytes,
                        suite.saltBytes());
    }

    /** @param ssrc of the stream we send */
    public SrtpSession(SrtpKeys keys, int ssrc) throws GeneralSecurityException {
        this(keys, ssrc, true);
    }

    /** For the client of the handshake. */
    public static SrtpSession ofClient(SrtpKeys keys, int ssrc) throws GeneralSecurityException {
        return new SrtpSession(keys, ssrc, false);
    }

    /** @param asServer false for the other side, which tests and warming up need */
    SrtpSession(SrtpKeys keys, int ssrc, boolean asServer) throws GeneralSecurityException {
        byte[] ownKey = asServer ? keys.serverKey() : keys.clientKey();
        byte[] ownSalt = asServer ? keys.serverSalt() : keys.clientSalt();
        byte[] peerKey = asServer ? keys.clientKey() : keys.serverKey();
        byte[] peerSalt = asServer ? keys.clientSalt() : keys.serverSalt();
        SrtpContextFactory sending =
                new SrtpContextFactory(true, ownKey, ownSalt, policy(keys.profile()), policy(keys.profile()), LOG);
        this.sender = sending.deriveContext(ssrc, 0);
        this.controlSender = sending.deriveControlContext(ssrc);
        this.receiving =
                new SrtpContextFactory(false, peerKey, peerSalt, policy(keys.profile()), policy(keys.profile()), LOG);
    }

    private static SrtpPolicy policy(int profile) {
        return profile == SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80
                ? new SrtpPolicy(SrtpPolicy.AESCM_ENCRYPTION, 16, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, 10, 14)
                : new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        SrtpKeys.keyBytes(profile),
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        16,
                        12);
    }

    /** The length of the RTP packet inside, -1 when it is forged, replayed or malformed. */
    public int open(byte[] packet, int length, long nowNs) {
        if (length < 12) {
            return -1;
        }
        int ssrc = int32(packet, 8);
        try {
            SrtpCryptoContext known = receiver(ssrc);
            SrtpCryptoContext context = known != null ? known : mayAdd(nowNs) ? receiving.deriveContext(ssrc, 0) : null;
            if (context == null
                    || context.reverseTransformPacket(received.on(packet, length), false) != SrtpErrorStatus.OK) {
                return -1;
            }
            if (known == null) {
                receivers[nextReceiver] = context;
                nextReceiver = (nextReceiver + 1) % MAX_SOURCES;
            }
            return received.getLength();
        } catch (GeneralSecurityException | RuntimeException _) {
            return -1;
        }
    }

    /** The same for RTCP. */
    public int openControl(byte[] packet, int length, long nowNs) {
        if (length < 12) {
            return -1;
        }
        int ssrc = int32(packet, 4);
        try {
            SrtcpCryptoContext known = controlReceiver(ssrc);
            SrtcpCryptoContext context =
                    known != null ? known : mayAdd(nowNs) ? receiving.deriveControlContext(ssrc) : null;
            if (context == null || context.reverseTransformPacket(received.on(packet, length)) != SrtpErrorStatus.OK) {
                return -1;
            }
            if (known == null) {
                controlReceivers[nextControlReceiver] = context;
                nextControlReceiver = (nextControlReceiver + 1) % MAX_SOURCES;
            }
            return received.getLength();
        } catch (GeneralSecurityException | RuntimeException _) {
            return -1;
        }
    }

    /** Protects a packet that has room for a tag behind it; its new length, -1 when it cannot be protected. */
    public int protect(byte[] packet, int length) {
        try {
            return sender.transformPacket(sent.on(packet, length)) == SrtpErrorStatus.OK ? sent.getLength() : -1;
        } catch (GeneralSecurityException | RuntimeException _) {
            return -1;
        }
    }

    /** The same for RTCP. */
    public int protectControl(byte[] packet, int length) {
        try {
            return controlSender.transformPacket(sent.on(packet, length)) == SrtpErrorStatus.OK ? sent.getLength() : -1;
        } catch (GeneralSecurityException | RuntimeException _) {
            return -1;
        }
    }

    private boolean mayAdd(long nowNs) {
        if (nowNs - windowNs > SECOND_NS) {
            windowNs = nowNs;
            newSources = 0;
        }
        return ++newSources <= MAX_NEW_PER_SECOND;
    }

    private @Nullable SrtpCryptoContext receiver(int ssrc) {
        for (SrtpCryptoContext context : receivers) {
            if (context != null && context.getSsrc() == ssrc) {
                return context;
            }
        }
        return null;
    }

    private @Nullable SrtcpCryptoContext controlReceiver(int ssrc) {
        for (SrtcpCryptoContext context : controlReceivers) {
            if (context != null && context.getSsrc() == ssrc) {
                return context;
            }
        }
        return null;
    }

    private static int int32(byte[] bytes, int at) {
        return (bytes[at] << 24)
                | ((bytes[at + 1] & 0xFF) << 16)
                | ((bytes[at + 2] & 0xFF) << 8)
                | (bytes[at + 3] & 0xFF);
    }
}
