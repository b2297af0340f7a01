package org.otvet.switchboard.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.otvet.switchboard.codec.AudioCodec;

/** Any text is a session or {@link SdpException}, for telephones and for browsers. */
public final class FuzzSdp {

    private FuzzSdp() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        for (Protections taken : List.of(new Protections(true, true, true, false), Protections.BROWSER)) {
            try {
                RemoteAudio.of(SessionDescription.parse(text), taken, List.of(AudioCodec.values()));
            } catch (SdpException e) {
                // The other good outcome.
            }
        }
    }
}
