package org.otvet.switchboard.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otvet.switchboard.codec.AudioCodec;

class NegotiationTest {

    private static final List<AudioCodec> NARROW = List.of(AudioCodec.PCMA, AudioCodec.PCMU);
    private static final List<AudioCodec> ALL = List.of(AudioCodec.values());
    private static final LocalAudio LOCAL = new LocalAudio(InetAddress.ofLiteral("192.0.2.9"), 20000, NARROW, 77, null);

    private static String sdp(String... lines) {
        return "v=0\r\no=x 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n" + String.join("\r\n", lines)
                + "\r\n";
    }

    private static RemoteAudio read(String... lines) throws SdpException {
        return RemoteAudio.of(SessionDescription.parse(sdp(lines)), Protections.PLAIN, NARROW);
    }

    private static String answer(String... lines) throws SdpException {
        SessionDescription offer = SessionDescription.parse(sdp(lines));
        return LOCAL.answer(3, offer, RemoteAudio.of(offer, Protections.PLAIN, NARROW));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            m=audio 4000 RTP/AVP 0                                                              | PCMU | 0  | -1
            m=audio 4000 RTP/AVP 8 0                                                            | PCMA | 8  | -1
            m=audio 4000 RTP/AVP 18 9 8 101;a=rtpmap:101 telephone-event/8000                   | PCMA | 8  | 101
            m=audio 4000 RTP/AVPF 0 96;a=rtpmap:0 PCMU/8000;a=rtpmap:96 Telephone-Event/8000/1  | PCMU | 0  | 96
            m=audio 4000 RTP/AVP 97 0;a=rtpmap:97 pcma/8000                                     | PCMA | 97 | -1
            m=audio 4000 RTP/AVP 0 110;a=rtpmap:110 telephone-event/48000                       | PCMU | 0  | -1
            m=audio 4000/2 RTP/AVP 0;a=ptime:30                                                 | PCMU | 0  | -1
            m=video 5000 RTP/AVP 96;m=audio 4000 RTP/AVP 0                                      | PCMU | 0  | -1
            m=audio 0 RTP/AVP 8;m=audio 4000 RTP/AVP 0                                          | PCMU | 0  | -1
            m=audio 5000 RTP/SAVP 8;m=audio 4000 RTP/AVP 0                                      | PCMU | 0  | -1""")
    void findsTheAudioToShare(String lines, AudioCodec codec, int payloadType, int digits) throws Exception {
        RemoteAudio audio = read(lines.split(";"));
        assertThat(audio.codec()).isEqualTo(codec);
        assertThat(audio.payloadType()).isEqualTo(payloadType);
        assertThat(audio.digitPayloadType()).isEqualTo(digits);
        assertThat(audio.address()).isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4000));
        assertThat(audio.rtcp().getPort()).isEqualTo(4001);
        assertThat(audio.holds()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a=sendrecv  | sendrecv | false
            a=sendonly  | recvonly | true
            a=recvonly  | sendonly | false
            a=inactive  | inactive | true
            a=ptime:20  | sendrecv | false
            c=IN IP4 0.0.0.0 | recvonly | true""")
    void answersEachDirection(String line, String answered, boolean holds) throws Exception {
        assertThat(answer("m=audio 4000 RTP/AVP 0", line)).contains("a=" + answered + "\r\n");
        assertThat(read("m=audio 4000 RTP/AVP 0", line).holds()).isEqualTo(holds);
    }

    @Test
    void answersEverySectionAndRefusesAllButOne() throws Exception {
        String answer = answer(
                "m=video 5000 RTP/AVP 96 97",
                "a=mid:v",
                "m=audio 4000 RTP/AVPF 8 0 100",
                "a=mid:a",
                "a=rtpmap:100 telephone-event/8000",
                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                "m=audio 4002 RTP/AVP 0");
        assertThat(answer.lines().filter(line -> line.startsWith("m=")))
                .containsExactly(
                        "m=video 0 RTP/AVP 96 97",
                        "m=audio 20000 RTP/AVPF 8 100",
                        "m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
                        "m=audio 0 RTP/AVP 0");
        assertThat(answer)
                .contains("o=- 77 3 IN IP4 192.0.2.9", "a=rtpmap:100 telephone-event/8000", "a=mid:v")
                .endsWith("\r\n");
    }

    @Test
    void anOwnConnectionLineWinsAndRtcpMayBeElsewhere() throws Exception {
        RemoteAudio audio = read("m=audio 4000 RTP/AVP 0", "c=IN IP6 2001:db8::1", "a=rtcp:4711 IN IP4 203.0.113.1");
        assertThat(audio.address().getAddress()).isEqualTo(InetAddress.ofLiteral("2001:db8::1"));
        assertThat(audio.rtcp()).isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 4711));
        assertThat(read("m=audio 4000 RTP/AVP 0", "a=rtcp-mux").rtcp().getPort())
                .isEqualTo(4000);
    }

    @Test
    void offersBothLawsAndTheNumbersThePeerKnows() throws Exception {
        assertThat(LOCAL.offer(1, null))
                .contains("m=audio 20000 RTP/AVP 8 0 101\r\n", "a=rtpmap:101 telephone-event/8000");
        RemoteAudio known =
                read("m=audio 4000 RTP/AVP 97 99", "a=rtpmap:97 PCMA/8000", "a=rtpmap:99 telephone-event/8000");
        assertThat(LOCAL.offer(2, known)).contains("m=audio 20000 RTP/AVP 97 0 99\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 4000 RTP/AVP 18",
                "m=audio 0 RTP/AVP 0",
                "m=video 4000 RTP/AVP 0",
                "m=audio 4000 RTP/SAVP 0",
                "m=audio 4000 RTP/AVP 0;a=rtpmap:0 OPUS/48000",
                "m=audio 4000 RTP/AVP 0;c=IN IP4 224.0.0.1",
                "b=AS:64"
            })
    void saysWhatIsIncompatible(String lines) {
        assertThatThrownBy(() -> read(lines.split(";")))
                .isInstanceOf(IncompatibleMediaException.class)
                .hasMessageStartingWith("No common audio: ")
                .hasMessageNotContainingAny("\r", "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio",
                "m=audio x RTP/AVP 0",
                "m=audio 70000 RTP/AVP 0",
                "m=audio -1 RTP/AVP 0",
                "m=audio 4000 RTP/AVP 0;c=IN IP4 phone.example.com",
                "m=audio 4000 RTP/AVP 0;c=IN IP4",
                "m=audio 4000 RTP/AVP 0;c=ATM x y",
                "m=audio 4000 RTP/AVP 0;a=rtcp:abc",
                "rubbish",
                "a\u0001=x"
            })
    void saysWhatIsMalformed(String lines) {
        assertThatThrownBy(() -> read(lines.split(";")))
                .isExactlyInstanceOf(SdpException.class)
                .hasMessageNotContainingAny("\r", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "hello", "o=x", "v=1\r\n", "v=0\r\ns=-\r\nt=0 0\r\n"})
    void saysWhatIsNoDescription(String text) {
        assertThatThrownBy(() -> RemoteAudio.of(SessionDescription.parse(text), Protections.PLAIN, NARROW))
                .isInstanceOf(SdpException.class);
    }

    @Test
    void boundsWhatItReads() {
        assertThatThrownBy(() -> SessionDescription.parse("v=0\r\n" + "a=x\r\n".repeat(700)))
                .isInstanceOf(SdpException.class);
        assertThatThrownBy(() -> SessionDescription.parse("v=0\r\na=" + "x".repeat(40_000)))
                .isInstanceOf(SdpException.class);
        assertThatThrownBy(() -> read("m=audio 1 RTP/AVP 0;".repeat(20).split(";")))
                .isInstanceOf(SdpException.class);
    }

    private static RemoteAudio readAll(String... lines) throws SdpException {
        return RemoteAudio.of(SessionDescription.parse(sdp(lines)), Protections.PLAIN, ALL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            m=audio 4000 RTP/AVP 9 8                                                             | G722 | 9   | -1  | 8000
            m=audio 4000 RTP/AVP 9 101;a=rtpmap:9 G722/8000;a=rtpmap:101 telephone-event/8000    | G722 | 9   | 101 | 8000
            m=audio 4000 RTP/AVP 9 8;a=rtpmap:9 G722/16000                                       | PCMA | 8   | -1  | 8000
            m=audio 4000 RTP/AVP 96 0;a=rtpmap:96 opus/48000/2                                   | OPUS | 96  | -1  | 48000
            m=audio 4000 RTP/AVP 96 0;a=rtpmap:96 opus/48000                                     | PCMU | 0   | -1  | 8000
            m=audio 4000 RTP/AVP 111 0 110 126;a=rtpmap:111 OPUS/48000/2;a=rtpmap:110 telephone-event/48000;a=rtpmap:126 telephone-event/8000 | OPUS | 111 | 110 | 48000
            m=audio 4000 RTP/AVP 0 111 110 126;a=rtpmap:111 OPUS/48000/2;a=rtpmap:110 telephone-event/48000;a=rtpmap:126 telephone-event/8000 | PCMU | 0   | 126 | 8000
            m=audio 4000 RTP/AVP 111 101;a=rtpmap:111 opus/48000/2;a=rtpmap:101 telephone-event/8000 | OPUS | 111 | 101 | 8000""")
    void wideCodecsBringKeysAtTheirOwnClock(String lines, AudioCodec codec, int payloadType, int digits, int digitClock)
            throws Exception {
        RemoteAudio audio = readAll(lines.split(";"));
        assertThat(audio.codec()).isEqualTo(codec);
        assertThat(audio.payloadType()).isEqualTo(payloadType);
        assertThat(audio.digitPayloadType()).isEqualTo(digits);
        if (digits >= 0) {
            assertThat(audio.digitClockRate()).isEqualTo(digitClock);
        }
    }

    @Test
    void offersEachCodecAndKeysAtEachClock() throws Exception {
        LocalAudio local = new LocalAudio(InetAddress.ofLiteral("192.0.2.9"), 20000, ALL, 77, null);
        String offer = local.offer(1, null);
        assertThat(offer)
                .contains(
                        "m=audio 20000 RTP/AVP 0 8 9 111 101 110\r\n",
                        "a=rtpmap:9 G722/8000\r\n",
                        "a=rtpmap:111 opus/48000/2\r\n",
                        "a=fmtp:111 minptime=10;useinbandfec=1",
                        "a=rtpmap:101 telephone-event/8000\r\n",
                        "a=rtpmap:110 telephone-event/48000\r\n");

        RemoteAudio known = readAll(
                "m=audio 4000 RTP/AVP 96 8 97", "a=rtpmap:96 opus/48000/2", "a=rtpmap:97 telephone-event/48000");
        assertThat(local.offer(2, known)).contains("m=audio 20000 RTP/AVP 96 0 8 9 97 101\r\n");
        SessionDescription theirs = SessionDescription.parse(
                sdp("m=audio 4000 RTP/AVP 96 8 97", "a=rtpmap:96 opus/48000/2", "a=rtpmap:97 telephone-event/48000"));
        assertThat(local.answer(2, theirs, known))
                .contains(
                        "m=audio 20000 RTP/AVP 96 97\r\n",
                        "a=rtpmap:96 opus/48000/2\r\n",
                        "a=rtpmap:97 telephone-event/48000\r\n");
        assertThat(known.codecOf(96)).isEqualTo(AudioCodec.OPUS);
        assertThat(known.codecOf(111)).isEqualTo(AudioCodec.OPUS);
        assertThat(known.codecOf(8)).isEqualTo(AudioCodec.PCMA);
        assertThat(known.codecOf(9)).isNull();
    }
}
