package org.otvet.switchboard.prompt;

import java.nio.ByteBuffer;

/** Any file is sound or a reason why it is none, and takes memory in proportion to its size. */
public final class FuzzWav {

    private FuzzWav() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            short[] sound = WavFile.decode(ByteBuffer.wrap(data.clone()));
            if (sound.length > 2L * data.length + 8) {
                throw new IllegalStateException(sound.length + " samples from " + data.length + " bytes");
            }
        } catch (WavFile.NotPlayable e) {
            // The other good outcome.
        }
    }
}
