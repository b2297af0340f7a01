package org.otvet.switchboard.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.rtp.RtpPacket;
import org.otvet.switchboard.sdp.IncompatibleMediaException;
import org.otvet.switchboard.sdp.LocalAudio;
import org.otvet.switchboard.sdp.Protections;
import org.otvet.switchboard.sdp.RemoteAudio;
import org.otvet.switchboard.webrtc.DtlsAssociation;

/**
 * A leg of RTP or SRTP with a socket for RTP and one for RTCP. Accepts the first valid packet from the described or the
 * signalling host, then only what comes from exactly there: the socket is connected, so that the kernel turns strangers
 * away. Of an encrypted stream only a packet that its key proves is valid. Another description with another address opens it again.
 *
 * <p>A first packet from the right host but another port is a party behind a router, or the rest of another call that had
 * our port before. So it is taken on trial: the described address itself still takes over while that lasts.
 */
final class RtpLeg extends AudioLeg {

    private static final long TRIAL_NS = 2_000_000_000L;
    private static final int MOST_WAITING = 64;

    private final MediaSockets sockets;
    private final MediaSettings settings;
    private final List<AudioCodec> codecs;
    private final Shield shield;
    private final long sessionId = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);

    // guarded by outgoing
    private @Nullable InetSocketAddress target;
    private @Nullable InetSocketAddress rtcpTarget;
    private @Nullable InetSocketAddress lockedTo;
    private boolean connected;
    private volatile @Nullable InetSocketAddress handshakesWith;

    // media thread
    private long trialUntilNs;
    private @Nullable InetAddress describedHost;
    private @Nullable InetAddress signallingHost;
    private @Nullable InetSocketAddress toConnect;

    RtpLeg(
            MediaEngine engine,
            MediaThread thread,
            MediaLegListener listener,
            MediaSockets sockets,
            List<AudioCodec> codecs,
            Encryption encryption) {
        super(engine, thread, listener);
        this.sockets = sockets;
        this.settings = engine.settings();
        this.codecs = codecs;
        this.shield = new Shield(encryption, engine::identity, outgoing.ssrc(), new Shield.Side() {
            @Override
            public DtlsAssociation.Sender handshake() {
                return RtpLeg.this::sendHandshake;
            }

            @Override
            public void gone(String reason) {
                onThread(() -> listener.onPeerGone(reason));
            }
        });
    }

    @Override
    LocalAudio local() {
        RemoteAudio known = remote();
        return new LocalAudio(
                settings.advertisedAddress(),
                sockets.port(),
                codecs,
                sessionId,
                shield.security(known),
                shield.keys(known));
    }

    @Override
    List<AudioCodec> codecs() {
        return codecs;
    }

    @Override
    int port() {
        return sockets.port();
    }

    @Override
    Protections taken() {
        return shield.taken();
    }

    @Override
    void begin() throws IOException {
        super.begin();
        thread.register(sockets.rtp(), this::onRtpReadable);
        DatagramChannel control = sockets.rtcp();
        if (control != null) {
            thread.register(control, this::onRtcpReadable);
        }
    }

    @Override
    void agree(RemoteAudio agreed, @Nullable InetAddress signallingSource) throws IncompatibleMediaException {
        InetSocketAddress address = agreed.address();
        if (handshakesWith == null) {
            handshakesWith = address;
        }
        shield.agree(agreed);
        if (address == null) {
            return;
        }
        RemoteAudio before = remote();
        boolean moved = before == null || !address.equals(before.address());
        boolean known = !address.getAddress().isAnyLocalAddress();
        if (!known) {
            return;
        }
        onThread(() -> {
            describedHost = address.getAddress();
            if (signallingSource != null) {
                signallingHost = signallingSource;
            }
            aim(address, agreed.rtcp(), moved);
        });
    }

    private void aim(InetSocketAddress address, @Nullable InetSocketAddress rtcpAddress, boolean moved) {
        synchronized (outgoing) {
            boolean sameAsTarget = address.equals(target);
            target = address;
            rtcpTarget = rtcpAddress;
            if (moved && !sameAsTarget && lockedTo != null) {
                lockedTo = null;
                try {
                    sockets.rtp().disconnect();
                } catch (IOException _) {
                    // a socket that cannot be disconnected is closed already
                }
                connected = false;
                toConnect = null;
                incoming.restart();
            }
        }
    }

    private void onRtpReadable(MediaThread via) throws IOException {
        if (connected) {
            receive(via);
            return;
        }
        receiveFromAnybody(via);
        if (toConnect != null) {
            // connecting throws away what waits in the socket
            for (int i = 0; i < MOST_WAITING && receiveFromAnybody(via); i++) {}
            InetSocketAddress party = toConnect;
            if (party != null) {
                connect(party);
            }
        }
    }

    private void receive(MediaThread via) throws IOException {
        try {
            int length = via.read(sockets.rtp());
            if (length >= 0) {
                take(via, length, null);
            }
        } catch (PortUnreachableException _) {
            // the party's socket is closed for the moment; silence tells the rest
        }
    }

    /** False when nothing waited. */
    private boolean receiveFromAnybody(MediaThread via) throws IOException {
        ByteBuffer buffer = via.receiveBuffer();
        if (!(sockets.rtp().receive(buffer) instanceof InetSocketAddress source)) {
            return false;
        }
        int length = via.taken(buffer.position());
        if (length < 0 || !isWelcome(source)) {
            drop();
        } else {
            take(via, length, source);
        }
        return true;
    }

    /** @param source null when the kernel lets only the party through */
    private void take(MediaThread via, int length, @Nullable InetSocketAddress source) {
        if (shield.isUp() && via.in[0] >= 20 && via.in[0] <= 63) {
            onHandshake(via, length, source);
            return;
        }
        onPacket(via, length, source);
    }

    /** @param source null when the kernel lets only the party through */
    private void onHandshake(MediaThread via, int length, @Nullable InetSocketAddress source) {
        if (source != null) {
            handshakesWith = source;
        }
        if (!shield.onHandshake(via.in, length)) {
            drop();
        }
    }

    private void sendHandshake(byte[] bytes, int offset, int length) throws IOException {
        InetSocketAddress to = handshakesWith;
        if (to != null && sockets.rtp().isOpen()) {
            sockets.rtp().send(ByteBuffer.wrap(bytes, offset, length), to);
        }
    }

    private void onPacket(MediaThread via, int received, @Nullable InetSocketAddress source) {
        long now = System.nanoTime();
        boolean report = RtpPacket.isRtcp(via.in, received);
        int length = report ? shield.openControl(via.in, received, now) : shield.open(via.in, received, now);
        if (length < 0 || (source != null && !admits(via, length, source))) {
            drop();
            return;
        }
        if (RtpPacket.isRtcp(via.in, length)) {
            onRtcp(via, length, now);
        } else {
            onRtp(via, length, now);
        }
    }

    /** Whether anything from there may be looked at. */
    private boolean isWelcome(InetSocketAddress source) {
        InetSocketAddress locked = lockedTo;
        return locked != null && !source.equals(target)
                ? source.equals(locked)
                : remote() != null && isExpected(source.getAddress());
    }

    /** Whether a packet from a welcome source is the party's, which is held on to from then on. */
    private boolean admits(MediaThread via, int length, InetSocketAddress source) {
        RemoteAudio agreed = remote();
        if (agreed == null) {
            return false;
        }
        if (lockedTo != null && !source.equals(target)) {
            if (System.nanoTime() - trialUntilNs >= 0) {
                lockTo(source);
            }
            return true;
        }
        if (!IncomingSound.isAudio(via.in, length, agreed)) {
            return false;
        }
        if (source.equals(target)) {
            lockTo(source);
        } else {
            trialUntilNs = System.nanoTime() + TRIAL_NS;
            synchronized (outgoing) {
                lockedTo = source;
            }
        }
        return true;
    }

    private boolean isExpected(InetAddress host) {
        return host.equals(describedHost) || host.equals(signallingHost);
    }

    private void lockTo(InetSocketAddress source) {
        synchronized (outgoing) {
            lockedTo = source;
        }
        toConnect = source;
    }

    private void connect(InetSocketAddress party) {
        toConnect = null;
        synchronized (outgoing) {
            try {
                sockets.rtp().connect(party);
                connected = true;
            } catch (IOException _) {
                // without the kernel's help the comparison above keeps strangers out
                connected = false;
            }
        }
    }

    private void onRtcpReadable(MediaThread via) throws IOException {
        DatagramChannel control = sockets.rtcp();
        if (control == null) {
            return;
        }
        ByteBuffer buffer = via.receiveBuffer();
        if (!(control.receive(buffer) instanceof InetSocketAddress source)) {
            return;
        }
        int length = via.taken(buffer.position());
        InetSocketAddress locked = lockedTo;
        boolean fromParty = locked == null
                ? isExpected(source.getAddress())
                : source.getAddress().equals(locked.getAddress());
        long now = System.nanoTime();
        boolean report = length > 0 && fromParty && RtpPacket.isRtcp(via.in, length);
        int opened = report ? shield.openControl(via.in, length, now) : -1;
        if (opened > 0) {
            onRtcp(via, opened, now);
        } else {
            drop();
        }
    }

    @Override
    public boolean canTransmit() {
        return target != null && shield.isReady();
    }

    @Override
    public void transmit(MediaThread via, int length) {
        transmitSealed(via, shield.protect(via.out, length));
    }

    private void transmitSealed(MediaThread via, int length) {
        if (length < 0) {
            drop();
            return;
        }
        write(sockets.rtp(), via.sendBuffer(via.out, 0, length), lockedTo != null ? lockedTo : target, connected);
    }

    @Override
    public void transmitReport(MediaThread via, int plainLength) {
        DatagramChannel control = sockets.rtcp();
        RemoteAudio agreed = remote();
        int length = shield.protectControl(via.out, plainLength);
        if (length < 0 || control == null || (agreed != null && agreed.rtcpMux())) {
            transmitSealed(via, length);
            return;
        }
        InetSocketAddress to = rtcpTarget;
        if (to != null && lockedTo != null && !lockedTo.getAddress().equals(to.getAddress())) {
            to = new InetSocketAddress(lockedTo.getAddress(), to.getPort());
        }
        write(control, via.sendBuffer(via.out, 0, length), to, false);
    }

    private void write(
            DatagramChannel channel, ByteBuffer packet, @Nullable InetSocketAddress to, boolean isConnected) {
        try {
            if (isConnected) {
                channel.write(packet);
            } else if (to != null) {
                channel.send(packet, to);
            }
        } catch (PortUnreachableException _) {
            // as above
        } catch (IOException | RuntimeException _) {
            drop();
        }
    }

    @Override
    void describe(Map<String, Object> figures) {
        synchronized (outgoing) {
            figures.put("transport", shield.isUp() ? "SRTP" : "RTP");
            figures.put("encryption", shield.name());
            figures.put("remote", String.valueOf(lockedTo != null ? lockedTo : target));
            figures.put("locked", lockedTo != null);
        }
    }

    @Override
    void release() {
        shield.close();
        sockets.close();
    }
}
