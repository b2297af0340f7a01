package org.otvet.switchboard.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LadderTest {

    private static String kept(String message) {
        Ladder ladder = new Ladder("c1");
        ladder.add(Instant.EPOCH, false, Transport.UDP, "127.0.0.2:5060", message.getBytes(StandardCharsets.UTF_8));
        return ladder.messages().getFirst().text();
    }

    @Test
    void blotsOutProofsOfPasswords() {
        assertThat(kept("INVITE sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\nProxy-Authorization: Digest username=\"x\",\r\n"
                        + " response=\"abcdef\"\r\nauthorization : Basic eDp5\r\nCSeq: 1 INVITE\r\n\r\n"))
                .isEqualTo("INVITE sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\nProxy-Authorization: ***\r\n"
                        + "authorization : ***\r\nCSeq: 1 INVITE\r\n\r\n");
    }

    @Test
    void blotsOutMediaKeysAndPressedKeys() {
        assertThat(kept("INVITE sip:a@b SIP/2.0\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n"
                        + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secretkey\r\na=ice-pwd:hidden\r\na=sendrecv\r\n"))
                .isEqualTo("INVITE sip:a@b SIP/2.0\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n"
                        + "a=crypto:***\r\na=ice-pwd:***\r\na=sendrecv\r\n");
        assertThat(kept("INFO sip:a@b SIP/2.0\r\nContent-Type: application/dtmf-relay\r\n\r\nSignal=7\r\n"))
                .doesNotContain("Signal=7")
                .endsWith("\r\n\r\n***");
    }

    @Test
    void keepsTheFirstMessagesOfACallThatNeverEnds() {
        Ladder ladder = new Ladder("c1");
        for (int i = 0; i < 10_000; i++) {
            ladder.add(Instant.EPOCH, true, Transport.TCP, "h:1", ("OPTIONS " + i).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(ladder.messages()).hasSizeBetween(50, 500);
        assertThat(ladder.messages().getFirst().text()).isEqualTo("OPTIONS 0");
        Ladder fat = new Ladder("c2");
        for (int i = 0; i < 100; i++) {
            fat.add(Instant.EPOCH, true, Transport.TCP, "h:1", new byte[60_000]);
        }
        assertThat(fat.messages()).hasSize(2);
    }
}
