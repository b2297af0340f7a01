package org.otvet.switchboard.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.rtp.RtpPacket;
import org.otvet.switchboard.sdp.IncompatibleMediaException;
import org.otvet.switchboard.sdp.LocalAudio;
import org.otvet.switchboard.sdp.LocalAudio.LocalSecurity;
import org.otvet.switchboard.sdp.Protections;
import org.otvet.switchboard.sdp.RemoteAudio;
import org.otvet.switchboard.sdp.RemoteAudio.Security;
import org.otvet.switchboard.webrtc.DtlsAssociation;
import org.otvet.switchboard.webrtc.DtlsIdentity;
import org.otvet.switchboard.webrtc.IceLite;
import org.otvet.switchboard.webrtc.SrtpKeys;
import org.otvet.switchboard.webrtc.SrtpSession;

/**
 * A browser's leg: one socket for STUN, DTLS, SRTP and SRTCP, told apart by the first byte (RFC 7983). Nothing but STUN is
 * looked at before the sender has shown, by a check with our password, that it is the party of this call.
 */
final class WebRtcLeg extends AudioLeg {

    private static final long CONSENT_NS = 15_000_000_000L;

    private final MediaSockets sockets;
    private final LocalAudio local;
    private final IceLite ice;
    private final DtlsAssociation dtls;

    // written under outgoing
    private volatile @Nullable InetSocketAddress target;
    private volatile @Nullable SrtpSession srtp;
    private boolean consented;

    // media thread
    private long consentNs;

    WebRtcLeg(
            MediaEngine engine,
            MediaThread thread,
            MediaLegListener listener,
            MediaSockets sockets,
            DtlsIdentity identity,
            List<AudioCodec> codecs) {
        super(engine, thread, listener);
        this.sockets = sockets;
        this.ice = new IceLite();
        this.local = new LocalAudio(
                engine.settings().advertisedAddress(),
                sockets.port(),
                codecs,
                ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                new LocalSecurity(ice.ufrag(), ice.password(), identity.fingerprint()));
        this.dtls = new DtlsAssociation(identity, this::sendDtls, new DtlsAssociation.Listener() {
            @Override
            public void onKeys(SrtpKeys keys) {
                useKeys(keys);
            }

            @Override
            public void onGone(String reason) {
                onThread(() -> listener.onPeerGone(reason));
            }
        });
    }

    @Override
    LocalAudio local() {
        return local;
    }

    @Override
    List<AudioCodec> codecs() {
        return local.codecs();
    }

    @Override
    int port() {
        return local.port();
    }

    @Override
    Protections taken() {
        return Protections.BROWSER;
    }

    @Override
    void begin() throws IOException {
        super.begin();
        thread.register(sockets.rtp(), this::onReadable);
    }

    @Override
    void agree(RemoteAudio agreed, @Nullable InetAddress signallingSource) throws IncompatibleMediaException {
        Security told = agreed.security();
        RemoteAudio before = remote();
        Security known = before == null ? null : before.security();
        if (told == null) {
            throw new IncompatibleMediaException("No common audio: a browser's media must be secured");
        }
        if (known != null && !known.fingerprint().equals(told.fingerprint())) {
            throw new IncompatibleMediaException(
                    "No common audio: the certificate cannot change within a call. Maybe start a new call.");
        }
        dtls.expect(told.fingerprint());
    }

    private void useKeys(SrtpKeys keys) {
        try {
            SrtpSession session = new SrtpSession(keys, outgoing.ssrc());
            synchronized (outgoing) {
                srtp = session;
            }
        } catch (GeneralSecurityException e) {
            onThread(() -> listener.onPeerGone("The browser's media keys cannot be used: " + e.getMessage()));
        }
    }

    private void onReadable(MediaThread via) throws IOException {
        ByteBuffer buffer = via.receiveBuffer();
        if (!(sockets.rtp().receive(buffer) instanceof InetSocketAddress source)) {
            return;
        }
        int length = via.taken(buffer.position());
        if (length < 0) {
            drop();
            return;
        }
        long now = System.nanoTime();
        int kind = via.in[0] & 0xFF;
        if (kind <= 3) {
            onStun(via, length, source, now);
        } else if (!ice.isVerified(source)) {
            drop();
        } else if (kind >= 20 && kind <= 63) {
            if (!dtls.onDatagram(via.in, length)) {
                drop();
            }
        } else if (kind >= 128 && kind <= 191) {
            onSecured(via, length, now);
        } else {
            drop();
        }
    }

    private void onStun(MediaThread via, int length, InetSocketAddress source, long now) throws IOException {
        IceLite.Outcome outcome = ice.onPacket(via.in, length, source, now);
        if (outcome == null) {
            drop();
            return;
        }
        consentNs = now;
        synchronized (outgoing) {
            consented = true;
            if (outcome.moved() != null) {
                target = outcome.moved();
            }
        }
        byte[] response = outcome.response();
        sockets.rtp().send(via.sendBuffer(response, 0, response.length), source);
    }

    private void onSecured(MediaThread via, int length, long now) {
        SrtpSession session = srtp;
        if (session == null) {
            drop();
            return;
        }
        if (RtpPacket.isRtcp(via.in, length)) {
            int opened = session.openControl(via.in, length, now);
            if (opened < 0) {
                drop();
            } else {
                onRtcp(via, opened, now);
            }
            return;
        }
        int opened = session.open(via.in, length, now);
        if (opened < 0) {
            drop();
        } else {
            onRtp(via, opened, now);
        }
    }

    private void sendDtls(byte[] bytes, int offset, int length) throws IOException {
        InetSocketAddress to = target;
        if (to != null && sockets.rtp().isOpen()) {
            sockets.rtp().send(ByteBuffer.wrap(bytes, offset, length), to);
        }
    }

    @Override
    void sweep(MediaThread via, long nowNs) {
        if (consentNs != 0 && nowNs - consentNs > CONSENT_NS) {
            boolean expired;
            synchronized (outgoing) {
                expired = consented;
                consented = false;
            }
            if (expired) {
                incoming.onSilent(nowNs - consentNs);
            }
        }
        super.sweep(via, nowNs);
    }

    @Override
    public boolean canTransmit() {
        return consented && srtp != null && target != null;
    }

    @Override
    public void transmit(MediaThread via, int length) {
        SrtpSession session = srtp;
        if (session != null) {
            write(via, session.protect(via.out, length));
        }
    }

    @Override
    public void transmitReport(MediaThread via, int length) {
        SrtpSession session = srtp;
        if (session != null) {
            write(via, session.protectControl(via.out, length));
        }
    }

    private void write(MediaThread via, int length) {
        InetSocketAddress to = target;
        if (length < 0 || to == null) {
            drop();
            return;
        }
        try {
            sockets.rtp().send(via.sendBuffer(via.out, 0, length), to);
        } catch (IOException | RuntimeException _) {
            drop();
        }
    }

    @Override
    void describe(Map<String, Object> figures) {
        figures.put("transport", "WebRTC");
        figures.put("remote", String.valueOf(target));
        figures.put("secured", srtp != null);
    }

    @Override
    void release() {
        dtls.close();
        sockets.close();
    }
}
