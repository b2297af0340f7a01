package org.otvet.switchboard.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.sdp.LocalAudio.LocalSecurity;

class SessionDescriptionProperties {

    private static final LocalAudio PLAIN =
            new LocalAudio(InetAddress.getLoopbackAddress(), 20000, List.of(AudioCodec.values()), 1, null);
    private static final LocalAudio SECURE = new LocalAudio(
            InetAddress.getLoopbackAddress(),
            20000,
            List.of(AudioCodec.values()),
            1,
            new LocalSecurity("abcd", "abcdefghijklmnopqrstuvwx", "AB:".repeat(31) + "CD"));

    private static final List<String> LINES = List.of(
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "c=IN IP4 127.0.0.1",
            "c=IN IP6 ::1",
            "c=IN IP4 0.0.0.0",
            "m=audio 4000 RTP/AVP 0 8 101",
            "m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8 126",
            "m=video 0 RTP/AVP 96",
            "a=rtpmap:101 telephone-event/8000",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:111 opus/48000/2",
            "a=rtpmap:101 telephone-event/48000",
            "a=rtpmap:126 telephone-event/8000",
            "a=sendonly",
            "a=inactive",
            "a=rtcp-mux",
            "a=rtcp:9 IN IP4 0.0.0.0",
            "a=ice-ufrag:abcd",
            "a=ice-pwd:abcdefghijklmnopqrstuvwx",
            "a=fingerprint:sha-256 " + "AB:".repeat(31) + "CD",
            "a=setup:actpass",
            "a=mid:0",
            "a=group:BUNDLE 0");

    @Provide
    Arbitrary<String> descriptions() {
        Arbitrary<String> known = Arbitraries.of(LINES);
        Arbitrary<String> mutated = Combinators.combine(
                        known, Arbitraries.integers().between(0, 40), Arbitraries.chars())
                .as((line, at, c) -> {
                    StringBuilder changed = new StringBuilder(line);
                    changed.setCharAt(at % line.length(), c);
                    return changed.toString();
                });
        Arbitrary<String> cut = Combinators.combine(
                        known, Arbitraries.integers().between(0, 40))
                .as((line, at) -> line.substring(0, Math.min(at, line.length())));
        Arbitrary<String> lines = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(12, known),
                net.jqwik.api.Tuple.of(2, mutated),
                net.jqwik.api.Tuple.of(1, cut),
                net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(30)));
        return lines.list().ofMaxSize(40).map(list -> "v=0\r\no=- 1 1 IN IP4 1.1.1.1\r\n" + String.join("\r\n", list));
    }

    @Property(tries = 3000)
    void anyTextGivesAnAnswerOrASdpException(@ForAll("descriptions") String text) {
        answer(text);
    }

    @Property(tries = 1000)
    void anyStringAtAll(@ForAll String text) {
        answer(text);
    }

    private static void answer(String text) {
        for (LocalAudio local : List.of(PLAIN, SECURE)) {
            try {
                SessionDescription offer = SessionDescription.parse(text);
                RemoteAudio remote = RemoteAudio.of(
                        offer, local.security() == null ? Protections.PLAIN : Protections.BROWSER, local.codecs());
                String answer = local.answer(1, offer, remote);
                SessionDescription parsed = SessionDescription.parse(answer);
                assertThat(parsed.media()).hasSameSizeAs(offer.media());
                assertThat(parsed.media().get(remote.index()).port()).isEqualTo(20000);
            } catch (SdpException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\r", "\n");
            }
        }
    }
}
