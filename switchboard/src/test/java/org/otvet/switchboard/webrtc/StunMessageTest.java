package org.otvet.switchboard.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With the published vectors of RFC 5769. */
class StunMessageTest {

    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    private static final byte[] REQUEST = hex("""
            00010058 2112a442 b7e7a701 bc34d686 fa87dfae 80220010 5354554e 20746573 7420636c 69656e74
            00240004 6e0001ff 80290008 932ff9b1 51263b36 00060009 6576746a 3a683676 59202020
            00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2 80280004 e57a3bcf""");

    private static final byte[] RESPONSE_V4 = hex("""
            0101003c 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220
            00200008 0001a147 e112a643 00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7 80280004 c07d4c96""");

    private static final byte[] RESPONSE_V6 = hex("""
            01010048 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220
            00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
            00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41 80280004 c8fb0b4c""");

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private static StunMessage read(byte[] bytes) {
        StunMessage message = StunMessage.read(bytes, bytes.length);
        assertThat(message).isNotNull();
        return message;
    }

    @Test
    void readsAndVerifiesTheSampleRequest() {
        StunMessage request = read(REQUEST);
        assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(request.text(StunMessage.USERNAME)).isEqualTo("evtj:h6vY");
        assertThat(request.isSignedWith(PASSWORD)).isTrue();
        assertThat(request.isFingerprintRight()).isTrue();
        assertThat(request.isSignedWith(PASSWORD + "x")).isFalse();
    }

    @Test
    void readsTheSampleResponses() throws Exception {
        assertThat(read(RESPONSE_V4).isSignedWith(PASSWORD)).isTrue();
        assertThat(read(RESPONSE_V4).mappedAddress())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32853));
        assertThat(read(RESPONSE_V6).isFingerprintRight()).isTrue();
        assertThat(read(RESPONSE_V6).mappedAddress())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677"), 32853));
    }

    @Test
    void answersSoThatThePeerFindsItsAddress() throws Exception {
        for (String host : new String[] {"192.0.2.1", "2001:db8:1234:5678:11:2233:4455:6677"}) {
            InetSocketAddress from = new InetSocketAddress(InetAddress.ofLiteral(host), 32853);
            StunMessage response = read(read(REQUEST).success(from, PASSWORD));
            assertThat(response.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
            assertThat(response.isSignedWith(PASSWORD)).isTrue();
            assertThat(response.isFingerprintRight()).isTrue();
            assertThat(response.mappedAddress()).isEqualTo(from);
        }
    }

    @Test
    void everyChangedBitIsNoticed() {
        for (int bit = 0; bit < REQUEST.length * 8; bit++) {
            byte[] changed = REQUEST.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            StunMessage message = StunMessage.read(changed, changed.length);
            assertThat(message == null || !message.isSignedWith(PASSWORD) || !message.isFingerprintRight())
                    .as("bit %d", bit)
                    .isTrue();
        }
    }

    @Test
    void rubbishIsNoMessage() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] rubbish = new byte[random.nextInt(120)];
            random.nextBytes(rubbish);
            if (i % 2 == 0 && rubbish.length >= 20) {
                System.arraycopy(REQUEST, 0, rubbish, 0, 8);
                rubbish[3] = (byte) (rubbish.length - 20);
            }
            StunMessage message = StunMessage.read(rubbish, rubbish.length);
            assertThat(message == null || !message.isSignedWith(PASSWORD)).isTrue();
        }
    }

    @Test
    void liteAgentAnswersOnlyItsOwnPasswordAndFollowsNomination() {
        IceLite ice = new IceLite();
        InetSocketAddress one = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1000);
        InetSocketAddress two = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1001);
        byte[] check = StunMessage.request(new byte[12], ice.ufrag() + ":abcd", ice.password(), false);
        byte[] forged = StunMessage.request(new byte[12], ice.ufrag() + ":abcd", "wrong-password-of-24-char", true);
        byte[] foreign = StunMessage.request(new byte[12], "else:abcd", ice.password(), true);
        byte[] nominated = StunMessage.request(new byte[12], ice.ufrag() + ":abcd", ice.password(), true);

        assertThat(ice.onPacket(forged, forged.length, one, 0)).isNull();
        assertThat(ice.onPacket(foreign, foreign.length, one, 0)).isNull();
        assertThat(ice.isVerified(one)).isFalse();
        assertThat(ice.onPacket(check, check.length, one, 0).moved()).isEqualTo(one);
        assertThat(ice.onPacket(check, check.length, two, 0).moved()).isNull();
        assertThat(ice.onPacket(nominated, nominated.length, two, 0).moved()).isEqualTo(two);
        assertThat(ice.onPacket(nominated, nominated.length, two, 0).moved()).isNull();
    }
}
