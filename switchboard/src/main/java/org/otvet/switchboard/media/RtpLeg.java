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
import org.otvet.switchboard.sdp.LocalAudio;
import org.otvet.switchboard.sdp.RemoteAudio;

/**
 * A leg of plain RTP with a socket for RTP and one for RTCP. Accepts the first valid packet from the described or the
 * signalling host, then only what comes from exactly there: the socket is connected, so that the kernel turns strangers
 * away. Another description with another address opens it again.
 *
 * <p>A first packet from the right host but another port is a party behind a router, or the rest of another call that had
 * our port before. So it is taken on trial: the described address itself still takes over while that lasts.
 */
final class RtpLeg extends AudioLeg {

    private static final long TRIAL_NS = 2_000_000_000L;

    private final MediaSockets sockets;
    private final LocalAudio local;

    // guarded by outgoing
    private @Nullable InetSocketAddress target;
    private @Nullable InetSocketAddress rtcpTarget;
    private @Nullable InetSocketAddress lockedTo;
    private boolean connected;

    // media thread
    private long trialUntilNs;
    private @Nullable InetAddress describedHost;
    private @Nullable InetAddress signallingHost;

    RtpLeg(
            MediaEngine engine,
            MediaThread thread,
            MediaLegListener listener,
            MediaSockets sockets,
            List<AudioCodec> codecs) {
        super(engine, thread, listener);
        this.sockets = sockets;
        this.local = new LocalAudio(
                engine.settings().advertisedAddress(),
                sockets.port(),
                codecs,
                ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                null);
    }

    @Override
    LocalAudio local() {
        return local;
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
    void agree(RemoteAudio agreed, @Nullable InetAddress signallingSource) {
        InetSocketAddress address = agreed.address();
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
                incoming.restart();
            }
        }
    }

    private void onRtpReadable(MediaThread via) throws IOException {
        int length;
        if (connected) {
            try {
                length = via.read(sockets.rtp());
            } catch (PortUnreachableException _) {
                // the party's socket is closed for the moment; silence tells the rest
                return;
            }
        } else {
            length = receiveUnlocked(via);
        }
        if (length < 0) {
            return;
        }
        long now = System.nanoTime();
        if (RtpPacket.isRtcp(via.in, length)) {
            onRtcp(via, length, now);
        } else {
            onRtp(via, length, now);
        }
    }

    private int receiveUnlocked(MediaThread via) throws IOException {
        ByteBuffer buffer = via.receiveBuffer();
        if (!(sockets.rtp().receive(buffer) instanceof InetSocketAddress source)) {
            return -1;
        }
        int length = via.taken(buffer.position());
        RemoteAudio agreed = remote();
        if (length < 0 || agreed == null) {
            drop();
            return -1;
        }
        InetSocketAddress locked = lockedTo;
        if (locked != null && !source.equals(target)) {
            if (!source.equals(locked)) {
                drop();
                return -1;
            }
            if (System.nanoTime() - trialUntilNs >= 0) {
                lockTo(source);
            }
            return length;
        }
        if (!isExpected(source.getAddress()) || !IncomingSound.isAudio(via.in, length, agreed)) {
            drop();
            return -1;
        }
        if (source.equals(target)) {
            lockTo(source);
        } else {
            trialUntilNs = System.nanoTime() + TRIAL_NS;
            synchronized (outgoing) {
                lockedTo = source;
            }
        }
        return length;
    }

    private boolean isExpected(InetAddress host) {
        return host.equals(describedHost) || host.equals(signallingHost);
    }

    private void lockTo(InetSocketAddress source) {
        synchronized (outgoing) {
            lockedTo = source;
            try {
                sockets.rtp().connect(source);
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
        if (length > 0 && fromParty && RtpPacket.isRtcp(via.in, length)) {
            onRtcp(via, length, System.nanoTime());
        } else {
            drop();
        }
    }

    @Override
    public boolean canTransmit() {
        return target != null;
    }

    @Override
    public void transmit(MediaThread via, int length) {
        write(sockets.rtp(), via.sendBuffer(via.out, 0, length), lockedTo != null ? lockedTo : target, connected);
    }

    @Override
    public void transmitReport(MediaThread via, int length) {
        DatagramChannel control = sockets.rtcp();
        RemoteAudio agreed = remote();
        if (control == null || (agreed != null && agreed.rtcpMux())) {
            transmit(via, length);
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
            figures.put("transport", "RTP");
            figures.put("remote", String.valueOf(lockedTo != null ? lockedTo : target));
            figures.put("locked", lockedTo != null);
        }
    }

    @Override
    void release() {
        sockets.close();
    }
}
