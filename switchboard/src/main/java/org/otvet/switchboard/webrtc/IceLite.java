package org.otvet.switchboard.webrtc;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lite side of ICE (RFC 8445 section 2.5) for one leg: answers checks that carry our password and remembers where they
 * came from. One thread.
 */
public final class IceLite {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MAX_ADDRESSES = 8;
    private static final int MAX_CHECKS_PER_SECOND = 100;
    private static final long SECOND_NS = 1_000_000_000L;

    /** What to do after a check. {@code moved} is the address to send to from now on, null when it stays. */
    public record Outcome(byte[] response, @Nullable InetSocketAddress moved) {}

    private final String ufrag = random(8);
    private final String password = random(24);
    private final List<InetSocketAddress> verified = new ArrayList<>();
    private @Nullable InetSocketAddress selected;
    private long windowNs;
    private int checks;

    public String ufrag() {
        return ufrag;
    }

    public String password() {
        return password;
    }

    /** Takes a STUN packet; null when it is not a check that is meant for us. */
    public @Nullable Outcome onPacket(byte[] packet, int length, InetSocketAddress from, long nowNs) {
        if (nowNs - windowNs > SECOND_NS) {
            windowNs = nowNs;
            checks = 0;
        }
        if (++checks > MAX_CHECKS_PER_SECOND) {
            return null;
        }
        StunMessage message = StunMessage.read(packet, length);
        if (message == null
                || message.type() != StunMessage.BINDING_REQUEST
                || !message.isFingerprintRight()
                || !message.text(StunMessage.USERNAME).startsWith(ufrag + ":")
                || !message.isSignedWith(password)) {
            return null;
        }
        if (!verified.contains(from)) {
            if (verified.size() == MAX_ADDRESSES) {
                verified.removeFirst();
            }
            verified.add(from);
        }
        InetSocketAddress moved = null;
        if (selected == null || (message.has(StunMessage.USE_CANDIDATE) && !from.equals(selected))) {
            selected = from;
            moved = from;
        }
        return new Outcome(message.success(from, password), moved);
    }

    /** Whether a valid check came from this address. */
    public boolean isVerified(InetSocketAddress address) {
        return verified.contains(address);
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
