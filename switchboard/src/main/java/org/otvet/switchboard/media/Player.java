package org.otvet.switchboard.media;

import java.util.List;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.prompt.PreparedSound;
import org.otvet.telephony.PlaybackId;

/** Where a playback stands. Guarded by its leg. */
final class Player {

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
     * Writes the next samples; silence after the end.
     *
     * @return false when the end was reached before the first of them
     */
    boolean next(G711 law, byte[] into, int offset, int samples) {
        int filled = 0;
        while (filled < samples) {
            if (index == sounds.size()) {
                if (!loop) {
                    law.silence(into, offset + filled, samples - filled);
                    return filled > 0;
                }
                index = 0;
            }
            PreparedSound sound = sounds.get(index);
            int piece = Math.min(samples - filled, sound.length() - position);
            sound.copy(law, position, into, offset + filled, piece);
            filled += piece;
            position += piece;
            if (position == sound.length()) {
                index++;
                position = 0;
            }
        }
        return true;
    }
}
