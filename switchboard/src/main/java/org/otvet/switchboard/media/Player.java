package org.otvet.switchboard.media;

import java.util.List;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.prompt.PreparedSound;
import org.otvet.telephony.PlaybackId;

/** Where a playback stands. Guarded by its leg. */
final class Player {

    private static final int FRAME_SAMPLES = AudioCodec.FRAME_MS * G711.SAMPLES_PER_MS;

    private final PlaybackId id;
    private final List<PreparedSound> sounds;
    private final boolean loop;
    private int index;
    private int position;

    Player(PlaybackId id, List<PreparedSound> sounds, boolean loop) {
        this.id = id;
        this.sounds = List.copyOf(sounds);
        this.loop = loop && this.sounds.stream().anyMatch(sound -> sound.length() > 0);
    }

    PlaybackId id() {
        return id;
    }

    /**
     * Writes the next packet of 20 ms; silence after the end.
     *
     * @return its bytes, 0 when the end was reached before it
     */
    int next(AudioCodec codec, byte[] into, int offset) {
        G711 law = codec.law();
        return law != null ? samples(law, into, offset) : packet(codec, into, offset);
    }

    private int samples(G711 law, byte[] into, int offset) {
        int filled = 0;
        while (filled < FRAME_SAMPLES) {
            if (index == sounds.size()) {
                if (!loop) {
                    law.silence(into, offset + filled, FRAME_SAMPLES - filled);
                    return filled > 0 ? FRAME_SAMPLES : 0;
                }
                index = 0;
            }
            PreparedSound sound = sounds.get(index);
            int piece = Math.min(FRAME_SAMPLES - filled, sound.length() - position);
            sound.copy(law, position, into, offset + filled, piece);
            filled += piece;
            forward(sound, piece);
        }
        return FRAME_SAMPLES;
    }

    private int packet(AudioCodec codec, byte[] into, int offset) {
        while (true) {
            if (index == sounds.size()) {
                if (!loop) {
                    return 0;
                }
                index = 0;
            }
            PreparedSound sound = sounds.get(index);
            if (position < sound.length()) {
                byte[] packet = sound.packet(codec, position / FRAME_SAMPLES);
                if (packet == null) {
                    return codec.silence(into, offset);
                }
                System.arraycopy(packet, 0, into, offset, packet.length);
                forward(sound, Math.min(FRAME_SAMPLES, sound.length() - position));
                return packet.length;
            }
            forward(sound, 0);
        }
    }

    private void forward(PreparedSound sound, int samples) {
        position += samples;
        if (position >= sound.length()) {
            index++;
            position = 0;
        }
    }
}
