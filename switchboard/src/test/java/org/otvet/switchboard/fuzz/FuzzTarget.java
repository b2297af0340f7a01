package org.otvet.switchboard.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.otvet.switchboard.prompt.FuzzWav;
import org.otvet.switchboard.recording.FuzzRecordingHead;
import org.otvet.switchboard.registrar.FuzzDigest;
import org.otvet.switchboard.rtp.FuzzDigits;
import org.otvet.switchboard.rtp.FuzzRtp;
import org.otvet.switchboard.sdp.FuzzSdp;
import org.otvet.switchboard.sip.message.FuzzSipMessage;
import org.otvet.switchboard.sip.message.FuzzSipUri;
import org.otvet.switchboard.sip.transport.FuzzStream;
import org.otvet.switchboard.webrtc.FuzzStun;

/** Every reader of bytes from outside, with its corpus. {@code scripts/fuzz} runs the classes under Jazzer by name. */
enum FuzzTarget {
    SIP_MESSAGE("sip-message", FuzzSipMessage::fuzzerTestOneInput),
    SIP_URI("sip-uri", FuzzSipUri::fuzzerTestOneInput),
    STREAM("stream", FuzzStream::fuzzerTestOneInput),
    DIGEST("digest", FuzzDigest::fuzzerTestOneInput),
    SDP("sdp", FuzzSdp::fuzzerTestOneInput),
    STUN("stun", FuzzStun::fuzzerTestOneInput),
    RTP("rtp", FuzzRtp::fuzzerTestOneInput),
    DIGITS("digits", FuzzDigits::fuzzerTestOneInput),
    WAV("wav", FuzzWav::fuzzerTestOneInput),
    RECORDING_HEAD("recording-head", FuzzRecordingHead::fuzzerTestOneInput);

    /** What reads one input; anything it throws is a finding. */
    interface Reader {
        void read(byte[] data) throws Exception;
    }

    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final Path TORTURE = Path.of("src/test/resources/rfc4475");

    private final String folder;
    private final Reader reader;

    FuzzTarget(String folder, Reader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    void read(byte[] data) throws Exception {
        reader.read(data);
    }

    /** Its seeds, and the torture messages for those that read SIP. */
    List<Path> corpus() throws IOException {
        var all = new ArrayList<>(files(CORPUS.resolve(folder)));
        if (this == SIP_MESSAGE || this == STREAM) {
            all.addAll(files(TORTURE));
        }
        return all;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
