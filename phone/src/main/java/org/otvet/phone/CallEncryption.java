package org.otvet.phone;

import org.otvet.phone.SessionDescription.Direction;

/** The encryption of one call's sound. Methods may be called from any thread. */
public final class CallEncryption {

    private final PhoneLoop loop;
    private final PhoneAudio audio;
    private final Renegotiation renegotiation;

    CallEncryption(PhoneLoop loop, PhoneAudio audio, Renegotiation renegotiation) {
        this.loop = loop;
        this.audio = audio;
        this.renegotiation = renegotiation;
    }

    /** Whether both sides have agreed on keys. */
    public boolean isOn() {
        return audio.keys().isEncrypted();
    }

    /** Packets that came and were not made with the keys agreed on. */
    public long unreadablePackets() {
        return audio.unreadable();
    }

    /** Makes new keys and tells them in a re-INVITE. */
    public void change() {
        loop.run(() -> {
            audio.keys().change();
            renegotiation.offer(Direction.SENDRECV);
        });
    }
}
