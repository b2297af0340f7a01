package org.otvet.switchboard.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.otvet.switchboard.sip.message.SipParser;
import org.otvet.switchboard.sip.message.SipResponse;

/** The 49 messages of RFC 4475 against a running stack; after each a good OPTIONS and a good call must be served. */
class TortureIT {

    /** How a message travels. */
    enum Way {
        UDP,
        TCP_WHOLE,
        TCP_BYTE_BY_BYTE,
        TCP_GLUED
    }

    /**
     * What must come of a message.
     *
     * @param statuses final answers that are right; none for a message that must be dropped silently
     * @param closes true when a stream must be closed after the answer
     * @param waits true when a stream must be held for more, and closed when it does not come
     */
    private record Case(String name, List<Integer> statuses, boolean closes, boolean waits) {

        static Case of(String name, Integer... statuses) {
            return new Case(name, List.of(statuses), false, false);
        }

        static Case dropped(String name) {
            return of(name);
        }

        static Case closing(String name, Integer... statuses) {
            return new Case(name, List.of(statuses), true, false);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Case> CASES = List.of(
            // Section 3.1.1, valid. wsinv and lwsruri carry a To tag of a dialog that we do not have.
            Case.of("wsinv", 481),
            Case.of("intmeth", 501),
            Case.of("esc01", 200),
            Case.of("escnull", 200),
            Case.of("esc02", 501),
            Case.of("lwsdisp", 200),
            Case.of("longreq", 200),
            Case.of("dblreq", 200),
            Case.of("semiuri", 200),
            Case.of("transports", 200),
            Case.of("mpart01", 405),
            Case.dropped("unreason"),
            Case.dropped("noreason"),
            // Section 3.1.2, invalid.
            Case.of("badinv01", 400),
            new Case("clerr", List.of(400), false, true),
            Case.closing("ncl", 400),
            Case.of("scalar02", 400),
            Case.dropped("scalarlg"),
            Case.of("quotbal", 400),
            Case.of("ltgtruri", 400),
            Case.of("lwsruri", 400),
            Case.of("lwsstart", 400),
            Case.of("trws", 400),
            Case.of("escruri", 400, 200),
            Case.of("baddate", 200),
            Case.of("regbadct", 400),
            Case.of("badaspec", 400),
            Case.of("baddn", 400, 200),
            Case.of("badvers", 505),
            Case.of("mismatch01", 400),
            Case.of("mismatch02", 400, 501),
            Case.dropped("bigcode"),
            // Section 3.2, transaction layer.
            Case.of("badbranch", 200),
            // Section 3.3, application layer.
            Case.of("insuf", 400),
            Case.of("unkscm", 416),
            Case.of("novelsc", 416),
            Case.of("unksm2", 400),
            Case.of("bext01", 420),
            Case.of("invut", 415),
            Case.of("regaut01", 401),
            Case.of("multi01", 400),
            Case.closing("mcl01", 400),
            Case.dropped("bcast"),
            Case.of("zeromf", 200),
            Case.of("cparam01", 200),
            Case.of("cparam02", 200),
            Case.of("regescrt", 200),
            Case.of("sdp01", 406),
            // Section 3.4. Without Content-Length its body is no part of it on a stream.
            Case.of("inv2543", 200));

    private static final Map<Way, LiveStack> STACKS = new EnumMap<>(Way.class);
    private static final Map<Way, LiveStack> OTHERS = new EnumMap<>(Way.class);
    private static final List<String> SAME_TRANSACTION = List.of("cparam02", "regescrt");
    private static int hosts;

    @BeforeAll
    static void start() throws IOException {
        for (var way : Way.values()) {
            STACKS.put(way, LiveStack.start());
            OTHERS.put(way, LiveStack.start());
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try (var closing = Executors.newVirtualThreadPerTaskExecutor()) {
            closing.invokeAll(Stream.concat(STACKS.values().stream(), OTHERS.values().stream())
                    .map(stack -> (Callable<Void>) () -> {
                        stack.close();
                        return null;
                    })
                    .toList());
        }
    }

    static Stream<Arguments> messagesAndWays() {
        return CASES.stream().flatMap(c -> Arrays.stream(Way.values()).map(way -> Arguments.of(c, way)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("messagesAndWays")
    void leadsToWhatTheRfcNames(Case torture, Way way) throws Exception {
        var stack = stack(torture, way);
        var message = message(torture.name());
        // An answer without rport goes to the port that the Via names.
        try (var peer = peer(way, stack, torture.name().equals("quotbal") ? 5050 : 5060)) {
            if (way != Way.UDP && torture.waits()) {
                peer.send(message);
                servesOthers(way, stack);
                return;
            }
            boolean broken = way != Way.UDP && torture.closes();
            var callId = RawPeer.newId();
            var options = peer.request("OPTIONS", "good", callId, 1, "", "", "");
            if (way == Way.UDP) {
                peer.send(message);
                peer.send(options);
            } else if (way == Way.TCP_WHOLE) {
                peer.send(message);
            } else if (way == Way.TCP_BYTE_BY_BYTE) {
                peer.sendByteByByte(message);
            } else {
                peer.send(joined(message, broken ? "" : options));
            }
            if (torture.statuses().isEmpty()) {
                if (way != Way.UDP && way != Way.TCP_GLUED) {
                    peer.send(options);
                }
                assertThat(peer.awaitFinal(callId).status()).isEqualTo(200);
                assertThat(peer.rest()).isEmpty();
            } else {
                react(torture, peer, message, callId);
            }
            if (broken) {
                peer.awaitClosed();
            } else if (way == Way.UDP || way == Way.TCP_GLUED) {
                assertThat(torture.statuses().isEmpty()
                                || torture.name().equals("inv2543") && way != Way.UDP
                                || peer.awaitFinal(callId).status() == 200)
                        .isTrue();
            }
        }
        servesOthers(way, stack);
    }

    private static void react(Case torture, RawPeer peer, byte[] message, String otherCallId) throws Exception {
        boolean two = torture.name().equals("dblreq");
        Predicate<Reply> own = r -> r.status() >= 200
                && !r.get("call-id").equals(otherCallId)
                && (!two || r.cseqMethod().equals("REGISTER"));
        var answer = peer.await(own);
        var text = new String(message, StandardCharsets.ISO_8859_1);
        if (answer.status() == 401 && !torture.statuses().contains(401)) {
            int headEnd = text.indexOf("\r\n\r\n") + 2;
            peer.send(text.substring(0, headEnd) + authorization(answer, text) + "\r\n" + text.substring(headEnd));
            answer = peer.await(own);
        }
        assertThat(answer.status()).as("%s: %s", torture, answer).isIn(torture.statuses());
        switch (torture.name()) {
            case "intmeth", "esc02" -> assertThat(answer.get("allow")).contains("INVITE");
            case "bext01" ->
                assertThat(answer.get("unsupported"))
                        .contains("nothingSupportsThis", "nothingSupportsThisEither")
                        .doesNotContain("noProxiesSupportThis");
            case "escnull" -> assertThat(answer.all("contact")).hasSize(2);
            case "longreq" -> assertThat(answer.all("via")).hasSize(34);
            case "cparam01" -> assertThat(answer.get("contact")).contains("@gw1.example.net>;unknownparam");
            case "cparam02" -> assertThat(answer.get("contact")).contains("@gw1.example.net;unknownparam>");
            case "regescrt" -> assertThat(answer.get("contact")).contains("?Route=%3Csip:sip.example.com%3E>");
            case "dblreq" -> assertThat(answer.get("call-id")).startsWith("dblreq.0ha0isndaksdj99");
            default -> {}
        }
        if (answer.status() == 200 && answer.cseqMethod().equals("INVITE")) {
            peer.finish(answer);
        }
        if (two && peer.isStream()) {
            // On a stream what follows is a message of its own: an INVITE without the Contact it must have.
            assertThat(peer.await(r -> r.cseqMethod().equals("INVITE")).status())
                    .isEqualTo(400);
        }
    }

    /** RFC 7616 without qop, for the user of the To header. */
    private static String authorization(Reply challenge, String request) throws NoSuchAlgorithmException {
        var offer = challenge.all("www-authenticate").stream()
                .filter(c -> c.contains("MD5"))
                .findFirst()
                .orElseThrow();
        var nonce = offer.replaceFirst(".*nonce=\"([^\"]*)\".*", "$1");
        var to = Reply.parse(request.getBytes(StandardCharsets.ISO_8859_1)).get("to");
        var user = to.replaceFirst("(?s).*?sip:([^@]*)@.*", "$1").replace("%00", "\0");
        if (user.equals(to)) {
            user = "somebody";
        }
        var ha1 = md5(user + ":otvet:" + LiveStack.PASSWORD);
        var response = md5(ha1 + ":" + nonce + ":" + md5("REGISTER:sip:example.com"));
        return "Authorization: Digest username=\"" + user.replace("\0", "\\\0") + "\", realm=\"otvet\", nonce=\""
                + nonce + "\", uri=\"sip:example.com\", algorithm=MD5, response=\"" + response + "\"";
    }

    private static String md5(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void servesOthers(Way way, LiveStack stack) throws Exception {
        try (var good = peer(way, stack, 5060)) {
            var callId = RawPeer.newId();
            good.send(good.request("OPTIONS", "good", callId, 1, "", "", ""));
            assertThat(good.awaitFinal(callId).status()).isEqualTo(200);
            var call = RawPeer.newId();
            good.send(good.request("INVITE", "good", call, 1, "", "", RawPeer.SDP));
            var ok = good.awaitFinal(call, "INVITE");
            assertThat(ok.status()).isEqualTo(200);
            good.finish(ok);
        }
    }

    @Test
    void anUnfinishedMessageClosesItsStreamAndNothingElse() throws Exception {
        try (var stack = LiveStack.start(Duration.ofMillis(500), Duration.ofMillis(500), true);
                var peer = peer(Way.TCP_WHOLE, stack, 0)) {
            peer.send(message("clerr"));
            peer.awaitClosed();
            servesOthers(Way.TCP_WHOLE, stack);
        }
    }

    @Test
    void responsesWithOddOrNoReasonAreReadAsTheyAre() throws Exception {
        var unreason = SipParser.parse(message("unreason"));
        assertThat(unreason.defect()).isNull();
        assertThat(((SipResponse) unreason).reason()).isEqualTo("= 2**3 * 5**2 но сто девяносто девять - простое");
        var noreason = SipParser.parse(message("noreason"));
        assertThat(noreason.defect()).isNull();
        assertThat(((SipResponse) noreason).status()).isEqualTo(100);
        assertThat(((SipResponse) noreason).reason()).isEmpty();
    }

    @Test
    void theTableHasEveryMessageOnce() {
        assertThat(CASES).extracting(Case::name).doesNotHaveDuplicates().hasSize(49);
        assertThatCode(() -> {
                    for (var each : CASES) {
                        message(each.name());
                    }
                })
                .doesNotThrowAnyException();
    }

    /** Messages with the same branch and sent-by must not meet: the second would be a retransmission of the first. */
    private static LiveStack stack(Case torture, Way way) {
        return Objects.requireNonNull((SAME_TRANSACTION.contains(torture.name()) ? OTHERS : STACKS).get(way));
    }

    /** Each on an address of its own, so that an answer belongs to one message only. */
    private static synchronized RawPeer peer(Way way, LiveStack stack, int port) throws IOException {
        hosts++;
        var host = "127.44." + (75 + hosts / 250) + "." + (1 + hosts % 250);
        return way == Way.UDP ? RawPeer.udp(host, port, stack.address()) : RawPeer.tcp(host, stack.address());
    }

    private static byte[] joined(byte[] message, String rest) {
        var tail = rest.getBytes(StandardCharsets.ISO_8859_1);
        var all = Arrays.copyOf(message, message.length + tail.length);
        System.arraycopy(tail, 0, all, message.length, tail.length);
        return all;
    }

    private static byte[] message(String name) throws IOException {
        try (var in = TortureIT.class.getResourceAsStream("/rfc4475/" + name + ".dat")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
