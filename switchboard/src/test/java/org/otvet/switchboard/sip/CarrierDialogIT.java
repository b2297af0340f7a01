package org.otvet.switchboard.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.switchboard.registrar.DigestAnswers;

/** What carriers ask for within a call: proofs of who we are, and acknowledgements of what they say before the answer. */
class CarrierDialogIT {

    private static final String CHALLENGE =
            "WWW-Authenticate: Digest realm=\"carrier\", nonce=\"%s\", algorithm=MD5," + " qop=\"auth\"%s\r\n";

    private LiveStack stack;
    private RawPeer carrier;

    @BeforeEach
    void start() throws Exception {
        // long enough that nothing is sent twice while a test thinks
        stack = LiveStack.start(Duration.ofSeconds(4), Duration.ofSeconds(30), true);
        carrier = RawPeer.udp("127.0.0.1", 0, stack.address());
    }

    @AfterEach
    void stop() throws Exception {
        carrier.close();
        stack.close();
    }

    private static String header(String answer, String lines) {
        return answer.replaceFirst("\r\n", "\r\n" + lines.replace("$", "\\$"));
    }

    private String challenge(Reply request, String nonce, String more) {
        return header(carrier.answer(request, 401, "", ""), CHALLENGE.formatted(nonce, more));
    }

    private Reply proven(String method, Reply first) throws InterruptedException {
        return carrier.await(r -> r.method().equals(method) && r.cseq() > first.cseq());
    }

    /** A call that is up; its INVITE was challenged. */
    private LiveStack.Taken up() throws Exception {
        var call = stack.call(carrier, new DigestAnswers("line", "pass"));
        var first = carrier.awaitRequest("INVITE");
        carrier.send(challenge(first, "n1", ""));
        var second = proven("INVITE", first);
        assertThat(second.get("authorization")).contains("nonce=\"n1\"").contains("username=\"line\"");
        carrier.send(carrier.answer(second, 200, "far", RawPeer.SDP));
        var ack = carrier.await(r -> r.method().equals("ACK") && r.cseq() == second.cseq());
        assertThat(ack.get("authorization")).isEqualTo(second.get("authorization"));
        await().until(() -> call.events.contains("answered"));
        return call;
    }

    @Test
    void aChallengedOfferIsMadeAgainWithItsProof() throws Exception {
        var call = up();
        call.call().reinvite(RawPeer.SDP);
        var first = carrier.awaitRequest("INVITE");
        carrier.send(challenge(first, "n2", ""));
        var second = proven("INVITE", first);

        assertThat(second.get("authorization")).contains("nonce=\"n2\"").contains("nc=00000001");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.get("to")).contains("tag=far");
        carrier.send(carrier.answer(second, 200, "", RawPeer.SDP));
        var ack = carrier.await(r -> r.method().equals("ACK") && r.cseq() == second.cseq());
        assertThat(ack.get("authorization")).contains("nonce=\"n2\"");
        await().until(() -> call.events.contains("reinvite 200 with answer"));
    }

    @Test
    void aChallengedByeIsSentAgainWithItsProof() throws Exception {
        var call = up();
        call.call().end(0, "");
        var first = carrier.awaitRequest("BYE");
        carrier.send(challenge(first, "n2", ""));
        var second = proven("BYE", first);
        carrier.send(challenge(second, "n3", ", stale=true"));
        var third = proven("BYE", second);

        assertThat(third.get("authorization")).contains("nonce=\"n3\"");
        carrier.send(carrier.answer(third, 200, "", ""));
        await().until(() -> stack.stack().calls() == 0);
        assertThat(call.events).containsOnlyOnce("ended BYE");
    }

    @Test
    void endlessChallengesOfAByeEndTheCallAllTheSame() throws Exception {
        var call = up();
        call.call().end(0, "");
        var request = carrier.awaitRequest("BYE");
        for (int i = 0; i < 2; i++) {
            carrier.send(challenge(request, "again" + i, ", stale=true"));
            request = proven("BYE", request);
        }
        carrier.send(challenge(request, "again", ", stale=true"));

        await().until(() -> stack.stack().calls() == 0);
        assertThat(call.events).containsOnlyOnce("ended BYE");
    }

    @Test
    void anotherRealmIsToldNothing() throws Exception {
        var call = up();
        call.call().end(0, "");
        var bye = carrier.awaitRequest("BYE");
        carrier.send(challenge(bye, "n2", "").replace("\"carrier\"", "\"thief\""));

        await().until(() -> stack.stack().calls() == 0);
        assertThat(carrier.rest()).filteredOn(r -> r.method().equals("BYE")).isEmpty();
    }

    @Test
    void whatIsSaidReliablyBeforeTheAnswerIsAcknowledgedOnceAndCountsAsTheAnswer() throws Exception {
        var call = stack.call(carrier, null);
        var invite = carrier.awaitRequest("INVITE");
        assertThat(invite.get("supported")).contains("100rel");
        var session = header(carrier.answer(invite, 183, "far", RawPeer.SDP), "Require: 100rel\r\nRSeq: 41\r\n");
        carrier.send(session);
        var first = carrier.awaitRequest("PRACK");
        assertThat(first.get("rack")).isEqualTo("41 " + invite.cseq() + " INVITE");
        assertThat(first.get("to")).contains("tag=far");
        carrier.send(carrier.answer(first, 200, "", ""));
        // the same again is no news, the one after the next is out of order
        carrier.send(session);
        carrier.send(header(carrier.answer(invite, 180, "far", ""), "Require: 100rel\r\nRSeq: 43\r\n"));
        carrier.send(header(carrier.answer(invite, 180, "far", ""), "Require: 100rel\r\nRSeq: 42\r\n"));
        var second = proven("PRACK", first);
        assertThat(second.get("rack")).isEqualTo("42 " + invite.cseq() + " INVITE");
        carrier.send(carrier.answer(second, 200, "", ""));
        carrier.send(carrier.answer(invite, 200, "far", ""));

        carrier.await(r -> r.method().equals("ACK") && r.cseq() == invite.cseq());
        await().until(() -> call.events.contains("answered"));
        assertThat(call.ringing).containsExactly("183 with sound", "180");
        assertThat(call.answer).isEqualTo(RawPeer.SDP);
        call.call().end(0, "");
        var bye = carrier.awaitRequest("BYE");
        assertThat(bye.cseq()).isGreaterThan(second.cseq());
        carrier.send(carrier.answer(bye, 200, "", ""));
    }

    @Test
    void ringingIsRepeatedUntilACallerThatRequiresItHasAcknowledgedIt() throws Exception {
        try (var quick = LiveStack.start(Duration.ofMillis(100), Duration.ofSeconds(30), true);
                var caller = RawPeer.udp("127.0.0.1", 0, quick.address())) {
            quick.letRing();
            var callId = RawPeer.newId();
            caller.send(caller.request("INVITE", "x", callId, 1, "", "Require: 100rel\r\n", RawPeer.SDP));
            var ringing = caller.await(r -> r.status() == 180);
            var again = caller.await(r -> r.status() == 180);
            assertThat(ringing.get("require")).isEqualTo("100rel");
            assertThat(again.get("rseq")).isEqualTo(ringing.get("rseq"));
            var call = quick.awaitTaken();

            caller.send(withRack(caller, ringing, 2, Long.parseLong(ringing.get("rseq")) + 1));
            assertThat(caller.await(r -> r.status() >= 200 && r.cseq() == 2).status())
                    .isEqualTo(481);
            caller.send(withRack(caller, ringing, 3, Long.parseLong(ringing.get("rseq"))));
            assertThat(caller.await(r -> r.status() >= 200 && r.cseq() == 3).status())
                    .isEqualTo(200);
            call.call().accept(RawPeer.SDP);
            var ok = caller.awaitFinal(callId, "INVITE");
            assertThat(ok.status()).isEqualTo(200);
            caller.acknowledge(ok);
            await().until(() -> call.events.contains("established"));
            caller.hangUp(ok, 4);
        }
    }

    private static String withRack(RawPeer caller, Reply ringing, long cseq, long rseq) {
        return header(caller.inDialog("PRACK", ringing, cseq, ""), "RAck: " + rseq + " 1 INVITE\r\n");
    }
}
