package org.otvet.switchboard.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger cannot learn who has a telephone here. */
class EnumerationIT {

    private static final String KNOWN = "stranger01";
    private static final String UNKNOWN = "unknown001";

    @ParameterizedTest
    @ValueSource(strings = {"REGISTER", "INVITE", "OPTIONS", "MESSAGE", "SUBSCRIBE", "BYE"})
    void knownAndUnknownGetTheSameBytes(String method) throws Exception {
        try (var stack = LiveStack.start();
                var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (var authorization : List.of("", wrongPassword("0".repeat(64)), "Authorization: Basic eDp5\r\n")) {
                var known = answer(stack, socket, method, KNOWN, authorization);
                var unknown = answer(stack, socket, method, UNKNOWN, authorization);
                assertThat(unknown).isEqualTo(known);
            }
        }
    }

    @Test
    void wrongPasswordsOfBothAreAnsweredAlikeUntilBothMeetSilence() throws Exception {
        try (var stack = LiveStack.start();
                var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(guesses(stack, socket, UNKNOWN))
                    .isEqualTo(guesses(stack, socket, KNOWN))
                    .hasSize(10);
        }
    }

    /** The answers to 12 wrong passwords with true nonces; OPTIONS behind each shows whether there was one. */
    private static List<String> guesses(LiveStack stack, DatagramSocket socket, String user) throws Exception {
        var answers = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            var challenge = answerRaw(stack, socket, "REGISTER", user, "");
            var nonce = challenge.replaceFirst("(?s).*?nonce=\"([0-9a-f]+)\".*", "$1");
            var answer = answer(stack, socket, "REGISTER", user, wrongPassword(nonce));
            if (!answer.isEmpty()) {
                answers.add(answer);
            }
        }
        return answers;
    }

    private static String wrongPassword(String nonce) {
        return "Authorization: Digest username=\"USER\", realm=\"otvet\", nonce=\"" + nonce
                + "\", uri=\"sip:127.0.0.1\", algorithm=MD5, response=\"" + "0".repeat(32) + "\"\r\n";
    }

    private static String answer(
            LiveStack stack, DatagramSocket socket, String method, String user, String authorization) throws Exception {
        return answerRaw(stack, socket, method, user, authorization)
                .replace(user, "USER")
                .replaceAll("nonce=\"[0-9a-f]+\"", "nonce=\"\"");
    }

    /** The answer as it came, empty when none came before that to an OPTIONS sent behind. */
    private static String answerRaw(
            LiveStack stack, DatagramSocket socket, String method, String user, String authorization) throws Exception {
        var head = " sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:1;rport;branch=z9hG4bK";
        var rest = "\r\nMax-Forwards: 70\r\nFrom: <sip:USER@127.0.0.1>;tag=f\r\nTo: <sip:USER@127.0.0.1>\r\n"
                + "Contact: <sip:USER@127.0.0.1>\r\n";
        send(
                stack,
                socket,
                (method + head + "same" + rest + "Call-ID: same\r\nCSeq: 1 " + method + "\r\n" + authorization
                                + "Content-Length: 0\r\n\r\n")
                        .replace("USER", user));
        send(
                stack,
                socket,
                ("OPTIONS" + head + "mark" + rest + "Call-ID: mark\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")
                        .replace("USER", "mark"));
        var answer = "";
        while (true) {
            var packet = new DatagramPacket(new byte[4096], 4096);
            socket.setSoTimeout(20_000);
            socket.receive(packet);
            var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            if (text.contains("Call-ID: mark")) {
                return answer;
            }
            answer = text;
        }
    }

    private static void send(LiveStack stack, DatagramSocket socket, String text) throws Exception {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(bytes, bytes.length, stack.address()));
    }
}
