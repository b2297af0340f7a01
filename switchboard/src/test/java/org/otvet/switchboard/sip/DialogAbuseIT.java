package org.otvet.switchboard.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that misbehave inside a dialog: the call, the stack and everybody else's calls go on. */
class DialogAbuseIT {

    private LiveStack stack;
    private RawPeer peer;

    @BeforeEach
    void start() throws Exception {
        stack = LiveStack.start(Duration.ofMillis(20), Duration.ofSeconds(30), true);
        peer = RawPeer.udp("127.0.0.1", 0, stack.address());
    }

    @AfterEach
    void stop() throws Exception {
        peer.close();
        stack.close();
    }

    private Reply up() throws Exception {
        var callId = RawPeer.newId();
        peer.send(peer.request("INVITE", "x", callId, 1, "", "", RawPeer.SDP));
        var ok = peer.awaitFinal(callId, "INVITE");
        assertThat(ok.status()).isEqualTo(200);
        return ok;
    }

    private Reply acknowledged() throws Exception {
        var ok = up();
        peer.acknowledge(ok);
        return ok;
    }

    @Test
    void byeTwiceEndsOnceAndTheSecondFindsNoCall() throws Exception {
        var ok = acknowledged();
        var taken = stack.awaitTaken();
        var bye = peer.inDialog("BYE", ok, 2, "");
        peer.send(bye);
        assertThat(peer.awaitFinal(ok.get("call-id"), "BYE").status()).isEqualTo(200);
        peer.send(bye);
        assertThat(peer.awaitFinal(ok.get("call-id"), "BYE").status()).isEqualTo(200);
        peer.send(peer.inDialog("BYE", ok, 3, ""));
        assertThat(peer.awaitFinal(ok.get("call-id"), "BYE").status()).isEqualTo(481);
        assertThat(taken.events).containsOnlyOnce("ended BYE");
    }

    @Test
    void byeFromAStrangerWithoutTheTagsChangesNothing() throws Exception {
        var ok = acknowledged();
        var callId = ok.get("call-id");
        try (var stranger = RawPeer.udp("127.0.0.9", 0, stack.address())) {
            stranger.send(stranger.request("BYE", "x", callId, 9, "guess", "", ""));
            assertThat(stranger.awaitFinal(callId, "BYE").status()).isEqualTo(481);
            stranger.send(stranger.request("CANCEL", "x", callId, 1, "", "", ""));
            assertThat(stranger.awaitFinal(callId, "CANCEL").status()).isEqualTo(481);
        }
        peer.hangUp(ok, 2);
    }

    @Test
    void aPeerThatNeverAcknowledgesIsHungUpAfter64T1() throws Exception {
        var ok = up();
        var bye = peer.awaitRequest("BYE");
        assertThat(bye.get("call-id")).isEqualTo(ok.get("call-id"));
        assertThat(RawPeer.tagOf(bye.get("from"))).isEqualTo(RawPeer.tagOf(ok.get("to")));
        peer.send(peer.answer(bye, 200, "", ""));
        assertThat(peer.rest()).filteredOn(r -> r.status() == 200).hasSizeGreaterThan(3);
        await().until(() -> stack.stack().calls() == 0);
    }

    @Test
    void anOfferMayBeLeftToUs() throws Exception {
        var ok = acknowledged();
        var taken = stack.awaitTaken();
        peer.send(peer.inDialog("INVITE", ok, 2, ""));
        var offer = peer.await(r -> r.status() >= 200 && r.cseq() == 2);
        assertThat(offer.status()).isEqualTo(200);
        assertThat(offer.body()).contains("m=audio");
        peer.send(peer.inDialog("ACK", ok, 2, RawPeer.SDP));
        await().until(() -> taken.events.contains("reinvite 200 with answer"));
        assertThat(taken.events).contains("asked for an offer");
        peer.hangUp(ok, 3);
    }

    @Test
    void offersThatCrossAreRefusedAndOursGoesOn() throws Exception {
        var ok = acknowledged();
        var taken = stack.awaitTaken();
        await().until(() -> taken.events.contains("established"));
        taken.call().reinvite(RawPeer.SDP);
        var ours = peer.awaitRequest("INVITE");
        peer.send(peer.inDialog("INVITE", ok, 2, RawPeer.SDP));
        assertThat(peer.await(r -> r.status() >= 200 && r.cseq() == 2).status()).isEqualTo(491);
        peer.acknowledge(new Reply(ok.startLine(), ok.headers(), ""));
        peer.send(peer.answer(ours, 200, "", RawPeer.SDP));
        peer.await(r -> r.method().equals("ACK") && r.cseq() == ours.cseq());
        await().until(() -> taken.events.contains("reinvite 200 with answer"));
        peer.hangUp(ok, 3);
    }

    @Test
    void oursIsOfferedAgainWhenThePeerSaysThatTheyCrossed() throws Exception {
        var ok = acknowledged();
        var taken = stack.awaitTaken();
        await().until(() -> taken.events.contains("established"));
        taken.call().reinvite(RawPeer.SDP);
        var first = peer.awaitRequest("INVITE");
        peer.send(peer.answer(first, 491, "", ""));
        var second = peer.await(r -> r.method().equals("INVITE") && r.cseq() > first.cseq());
        peer.send(peer.answer(second, 200, "", RawPeer.SDP));
        await().until(() -> taken.events.contains("reinvite 200 with answer"));
        peer.hangUp(ok, 3);
    }

    @Test
    void aForkThatAnswersTooIsAcknowledgedAndHungUp() throws Exception {
        var call = stack.call(peer);
        var invite = peer.awaitRequest("INVITE");
        peer.send(peer.answer(invite, 200, "first", RawPeer.SDP));
        peer.await(r -> r.method().equals("ACK") && r.get("to").contains("first"));
        peer.send(peer.answer(invite, 200, "second", RawPeer.SDP));
        peer.await(r -> r.method().equals("ACK") && r.get("to").contains("second"));
        var bye = peer.awaitRequest("BYE");
        assertThat(bye.get("to")).contains("second");
        peer.send(peer.answer(bye, 200, "", ""));
        assertThat(call.events).containsExactly("answered");

        call.call().end(0, "");
        var last = peer.await(r -> r.method().equals("BYE") && r.get("to").contains("first"));
        peer.send(peer.answer(last, 200, "", ""));
        await().until(() -> call.events.contains("ended BYE"));
    }

    @Test
    void endlessForksCostABoundedNumberOfTransactions() throws Exception {
        stack.call(peer);
        var invite = peer.awaitRequest("INVITE");
        for (int i = 0; i < 500; i++) {
            peer.send(peer.answer(invite, 200, "fork" + i, RawPeer.SDP));
        }
        var callId = RawPeer.newId();
        peer.send(peer.request("OPTIONS", "x", callId, 1, "", "", ""));
        assertThat(peer.awaitFinal(callId).status()).isEqualTo(200);
        var hungUp = new HashSet<String>();
        peer.rest().stream()
                .filter(r -> r.method().equals("BYE"))
                .forEach(bye -> hungUp.add(RawPeer.tagOf(bye.get("to"))));
        assertThat(hungUp).hasSizeBetween(1, 16);
    }

    @Test
    void rubbishInsideADialogIsRefusedAndTheCallStays() throws Exception {
        var ok = acknowledged();
        var callId = ok.get("call-id");
        for (var method : new String[] {"REFER", "NOTIFY", "SUBSCRIBE", "MESSAGE", "PUBLISH", "PRACK", "NONSENSE"}) {
            peer.send(peer.inDialog(method, ok, 5, ""));
            assertThat(peer.awaitFinal(callId, method).status()).isIn(405, 501);
        }
        peer.send(peer.inDialog("INVITE", ok, 0, RawPeer.SDP));
        assertThat(peer.await(r -> r.status() >= 200 && r.cseq() == 0).status()).isEqualTo(500);
        peer.hangUp(ok, 20);
    }
}
