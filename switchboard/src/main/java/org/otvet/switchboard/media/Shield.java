package org.otvet.switchboard.media;

import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sdp.IncompatibleMediaException;
import org.otvet.switchboard.sdp.LocalAudio.LocalKeys;
import org.otvet.switchboard.sdp.LocalAudio.LocalSecurity;
import org.otvet.switchboard.sdp.Protections;
import org.otvet.switchboard.sdp.RemoteAudio;
import org.otvet.switchboard.sdp.SdesKey;
import org.otvet.switchboard.sdp.SdesSuite;
import org.otvet.switchboard.webrtc.DtlsAssociation;
import org.otvet.switchboard.webrtc.DtlsIdentity;
import org.otvet.switchboard.webrtc.SrtpKeys;
import org.otvet.switchboard.webrtc.SrtpSession;

/**
 * The encryption of one SIP leg: what we offer, what was agreed on, and the packets under it. As long as encryption is
 * agreed on, nothing goes out in the clear and nothing unproven comes in, whether its keys are here yet or not. Keys in a
 * description may be given up by a later one where encryption is not demanded; a handshake may not.
 *
 * <p>Negotiation may come from any thread. Opening belongs to the media thread; protecting is guarded by the leg's
 * {@link OutgoingSound}.
 */
final class Shield implements DtlsAssociation.Listener {

    private static final List<SdesSuite> OFFERED = List.of(
            SdesSuite.AES_CM_128_HMAC_SHA1_80, SdesSuite.AES_256_CM_HMAC_SHA1_80, SdesSuite.AES_CM_128_HMAC_SHA1_32);

    /** What it needs of its leg. */
    interface Side {

        /** Sends a datagram of the handshake to the party. */
        DtlsAssociation.Sender handshake();

        /** The party cannot be heard any more. */
        void gone(String reason);
    }

    private final Encryption encryption;
    private final Supplier<DtlsIdentity> identity;
    private final int ssrc;
    private final Side side;
    private final Map<SdesSuite, SdesKey> own = new EnumMap<>(SdesSuite.class);
    private @Nullable SdesKey peer;
    private String fingerprint = "";
    private volatile boolean agreed;
    private volatile boolean weBegin;
    private volatile @Nullable SrtpSession session;
    private volatile @Nullable DtlsAssociation dtls;

    /** @param ssrc of the stream we send */
    Shield(Encryption encryption, Supplier<DtlsIdentity> identity, int ssrc, Side side) {
        this.encryption = encryption;
        this.identity = identity;
        this.ssrc = ssrc;
        this.side = side;
    }

    Protections taken() {
        return encryption.taken();
    }

    /** Our part in a handshake as descriptions tell it; null when there is none. */
    @Nullable
    LocalSecurity security(@Nullable RemoteAudio known) {
        boolean shown = known == null ? encryption.offersHandshake() : known.security() != null;
        return shown ? new LocalSecurity("", "", identity.get().fingerprint()) : null;
    }

    /** Our keys as descriptions tell them; null when they tell none. */
    synchronized @Nullable LocalKeys keys(@Nullable RemoteAudio known) {
        if (known == null && encryption.offersKeys()) {
            boolean demanded = !encryption.taken().plain();
            return new LocalKeys(
                    IntStream.range(0, OFFERED.size())
                            .mapToObj(i -> own(OFFERED.get(i)).under(i + 1))
                            .toList(),
                    demanded);
        }
        SdesKey theirs = known == null ? null : known.sdes();
        return theirs == null ? null : new LocalKeys(List.of(own(theirs.suite()).under(theirs.tag())), true);
    }

    private SdesKey own(SdesSuite suite) {
        return own.computeIfAbsent(suite, wanted -> SdesKey.fresh(1, wanted));
    }

    /** Takes what a description says. When it throws, nothing has changed. */
    synchronized void agree(RemoteAudio description) throws IncompatibleMediaException {
        RemoteAudio.Security certified = description.security();
        if (dtls != null && certified == null) {
            throw new IncompatibleMediaException("No common audio: a handshake cannot be given up within a call");
        }
        SdesKey theirs = description.sdes();
        if (certified != null) {
            agree(certified);
        } else if (theirs != null) {
            agree(theirs.under(1));
        } else {
            forget();
            agreed = false;
        }
    }

    private void agree(RemoteAudio.Security certified) throws IncompatibleMediaException {
        if (!fingerprint.isEmpty() && !fingerprint.equals(certified.fingerprint())) {
            throw new IncompatibleMediaException("No common audio: the certificate cannot change within a call");
        }
        if (dtls == null) {
            DtlsAssociation made = new DtlsAssociation(identity.get(), side.handshake(), this);
            made.expect(certified.fingerprint());
            weBegin = certified.setup().equals("passive");
            if (weBegin && !made.begin()) {
                throw new IncompatibleMediaException("No common audio: too many handshakes are under way");
            }
            forget();
            fingerprint = certified.fingerprint();
            agreed = true;
            dtls = made;
        }
    }

    private void agree(SdesKey theirs) throws IncompatibleMediaException {
        SrtpSession running = session;
        SdesKey before = peer;
        if (running != null && theirs.equals(before)) {
            return;
        }
        if (running != null && before != null && before.suite() == theirs.suite()) {
            session = running.rekeyed(theirs);
            peer = theirs;
            return;
        }
        if (before != null) {
            // A key of ours begins one stream only: begun twice, it would encrypt two packets alike.
            own.remove(before.suite());
        }
        try {
            session = new SrtpSession(own(theirs.suite()), theirs, ssrc);
            peer = theirs;
            agreed = true;
        } catch (GeneralSecurityException e) {
            throw new IncompatibleMediaException("No common audio: " + theirs.suite() + " does not work here");
        }
    }

    private void forget() {
        if (session != null || peer != null) {
            own.clear();
        }
        session = null;
        peer = null;
    }

    /** Whether encryption is agreed on. */
    boolean isUp() {
        return agreed;
    }

    /** Whether packets may go out as they are agreed on. */
    boolean isReady() {
        return !agreed || session != null;
    }

    /** Takes a packet of a handshake; false when it is turned away. Media thread. */
    boolean onHandshake(byte[] packet, int length) {
        DtlsAssociation association = dtls;
        return association != null && association.onDatagram(packet, length);
    }

    /** The length of the packet inside, in place; -1 when it is not the party's. */
    int open(byte[] packet, int length, long nowNs) {
        SrtpSession current = session;
        return !agreed ? length : current == null ? -1 : current.open(packet, length, nowNs);
    }

    /** The same for RTCP. */
    int openControl(byte[] packet, int length, long nowNs) {
        SrtpSession current = session;
        return !agreed ? length : current == null ? -1 : current.openControl(packet, length, nowNs);
    }

    /** The length of the protected packet, in place; -1 when it must not go out. */
    int protect(byte[] packet, int length) {
        SrtpSession current = session;
        return !agreed ? length : current == null ? -1 : current.protect(packet, length);
    }

    /** The same for RTCP. */
    int protectControl(byte[] packet, int length) {
        SrtpSession current = session;
        return !agreed ? length : current == null ? -1 : current.protectControl(packet, length);
    }

    /** For support: which encryption there is, never a key. */
    synchronized String name() {
        SdesKey theirs = peer;
        return dtls != null
                ? "DTLS-SRTP"
                : theirs == null ? "none" : theirs.suite().name();
    }

    @Override
    public void onKeys(SrtpKeys keys) {
        try {
            session = weBegin ? SrtpSession.ofClient(keys, ssrc) : new SrtpSession(keys, ssrc);
        } catch (GeneralSecurityException e) {
            side.gone("The keys of the handshake cannot be used: " + e.getMessage());
        }
    }

    @Override
    public void onGone(String reason) {
        side.gone(reason);
    }

    void close() {
        DtlsAssociation association = dtls;
        if (association != null) {
            association.close();
        }
    }
}
