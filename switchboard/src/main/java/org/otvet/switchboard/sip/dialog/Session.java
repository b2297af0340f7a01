package org.otvet.switchboard.sip.dialog;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.ReinviteAnswer;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.MessageWriter;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.Reasons;
import org.otvet.switchboard.sip.message.SipMessage;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.message.Texts;
import org.otvet.switchboard.sip.transaction.ClientTransaction;
import org.otvet.switchboard.sip.transaction.ClientUser;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.ServerTransaction;
import org.otvet.switchboard.sip.transaction.Timer;

/** Offers after the first (RFC 3261 section 14, RFC 3311) and the session timer (RFC 4028) of one leg. */
final class Session {

    private static final long ANSWER_MILLIS = 30_000;

    private final Leg leg;
    private final Acceptance acceptance;
    private SessionInterval interval = SessionInterval.NONE;
    private boolean peerTakesUpdate;
    private String lastSdp = "";
    private @Nullable String waiting;
    private boolean offering;
    private @Nullable Pending pending;
    private boolean ackCarriesAnswer;

    private final Timer refresh = new Timer() {
        @Override
        protected void fire(long now) {
            refreshDue();
        }
    };
    private final Timer again = new Timer() {
        @Override
        protected void fire(long now) {
            sendWaiting();
        }
    };
    private final Timer unanswered = new Timer() {
        @Override
        protected void fire(long now) {
            Pending open = pending;
            if (open != null) {
                open.answer(504, null, "Server Time-out");
            }
        }
    };

    Session(Leg leg) {
        this.leg = leg;
        this.acceptance = new Acceptance(leg);
    }

    /** Our side's current description, sent again when a refresh needs one. */
    void local(String sdp) {
        lastSdp = sdp;
    }

    /** What the party's message says about refreshing: who does it, and by which method it may. */
    void settle(SessionInterval settled, SipMessage from) {
        interval = settled;
        if (from.has(HeaderName.ALLOW)) {
            peerTakesUpdate = from.lists(HeaderName.ALLOW, Methods.UPDATE);
        }
        rearm();
    }

    private void rearm() {
        if (interval.seconds() > 0) {
            leg.later(refresh, interval.dueMillis());
        } else {
            leg.cancel(refresh);
        }
    }

    void stop() {
        leg.cancel(refresh);
        leg.cancel(again);
        leg.cancel(unanswered);
        acceptance.stop();
        waiting = null;
        pending = null;
        lastSdp = "";
    }

    private void refreshDue() {
        if (leg.phase() != Leg.Phase.UP) {
            return;
        }
        if (!interval.weRefresh()) {
            leg.lost(408, "Session Expired");
        } else if (peerTakesUpdate) {
            MessageWriter out = leg.next(Methods.UPDATE).text(refreshLines());
            leg.sendInDialog(out.body("", "").toBytes(), new RefreshUser());
        } else if (waiting == null && !lastSdp.isEmpty()) {
            waiting = lastSdp;
            sendWaiting();
        }
    }

    private String refreshLines() {
        return leg.contactLine(leg.dialog().nextHop().transport()) + "Supported: timer\r\nSession-Expires: "
                + interval.seconds() + ";refresher=uac\r\n";
    }

    void offer(String sdp) {
        if (leg.phase() == Leg.Phase.UP) {
            waiting = sdp;
            sendWaiting();
        }
    }

    /** Sends the offer that waits, unless another exchange is under way: then it goes out after it. */
    void sendWaiting() {
        String sdp = waiting;
        if (sdp == null || offering || pending != null || acceptance.isOpen() || leg.phase() != Leg.Phase.UP) {
            return;
        }
        waiting = null;
        offering = true;
        lastSdp = sdp;
        MessageWriter out = leg.next(Methods.INVITE);
        out.text(leg.contactLine(leg.dialog().nextHop().transport()));
        out.text("Allow: " + Methods.ALLOWED + "\r\nSupported: timer\r\n");
        if (interval.seconds() > 0) {
            out.text("Session-Expires: ").number(interval.seconds());
            out.text(interval.weRefresh() ? ";refresher=uac\r\n" : ";refresher=uas\r\n");
        }
        leg.sendInDialog(out.body(Leg.SDP, sdp).toBytes(), new OfferUser(sdp));
    }

    void onOffer(SipRequest request, Peer from, ServerTransaction transaction) {
        boolean invite = request.is(Methods.INVITE);
        if (pending != null || (invite && (acceptance.isOpen() || leg.phase() == Leg.Phase.EARLY))) {
            leg.respond(transaction, request, from, 500, "Earlier Offer Pending", "Retry-After: 3\r\n");
            return;
        }
        if (offering && (invite || request.hasBody())) {
            leg.respond(transaction, request, from, 491, "Request Pending", "");
            return;
        }
        if (leg.phase() == Leg.Phase.CLOSING) {
            leg.respond(transaction, request, from, 481, "Call/Transaction Does Not Exist", "");
            return;
        }
        InviteRules.Refusal body = InviteRules.bodyProblem(request);
        if (body != null) {
            leg.respond(transaction, request, from, body.status(), Reasons.of(body.status()), body.lines());
            return;
        }
        long least = leg.agent.settings().leastSessionSeconds();
        if (SessionInterval.isTooShort(request, least)) {
            leg.respond(transaction, request, from, 422, "Session Interval Too Small", "Min-SE: " + least + "\r\n");
            return;
        }
        leg.dialog().refresh(request, from);
        String sdp = Leg.sdpOf(request);
        Pending open = new Pending(request, from, transaction);
        if (!invite && sdp == null) {
            open.send(200, null, "OK");
            return;
        }
        transaction.own(leg);
        pending = open;
        leg.later(unanswered, ANSWER_MILLIS);
        leg.listener().onReinvite(sdp, open);
    }

    void onAck(SipRequest ack) {
        if (acceptance.acknowledged(ack.cseq())) {
            if (ackCarriesAnswer) {
                ackCarriesAnswer = false;
                leg.listener().onReinviteDone(200, Leg.sdpOf(ack));
            }
            sendWaiting();
        }
    }

    void onCancel(ServerTransaction invite) {
        Pending open = pending;
        if (open != null && open.transaction == invite) {
            open.answer(487, null, "Request Terminated");
        }
    }

    private void retryLater() {
        // Section 14.1: whoever made the Call-ID waits longer.
        long random = Math.floorMod(leg.agent.tokens().next(), 1_990L);
        leg.later(again, leg.isIncoming() ? random : 2_100 + random);
    }

    /** An offer of the party on its way to an answer. */
    private final class Pending implements ReinviteAnswer {

        private final SipRequest request;
        private final Peer from;
        private final ServerTransaction transaction;
        private final AtomicBoolean used = new AtomicBoolean();

        Pending(SipRequest request, Peer from, ServerTransaction transaction) {
            this.request = request;
            this.from = from;
            this.transaction = transaction;
        }

        @Override
        public void accept(String sdp) {
            if (used.compareAndSet(false, true)) {
                leg.agent.loop().execute(() -> answer(200, sdp, "OK"));
            }
        }

        @Override
        public void refuse(int status, String reason) {
            if (used.compareAndSet(false, true)) {
                leg.agent.loop().execute(() -> answer(Math.max(300, status), null, reason));
            }
        }

        void answer(int status, @Nullable String sdp, String reason) {
            if (pending != this) {
                return;
            }
            pending = null;
            leg.cancel(unanswered);
            send(status, sdp, reason);
            sendWaiting();
        }

        void send(int status, @Nullable String sdp, String reason) {
            MessageWriter out = leg.agent.begin(request, from, status, Texts.harmless(reason), leg.dialog().localTag);
            if (status >= 300) {
                transaction.respond(status, out.body("", "").toBytes());
                return;
            }
            settle(SessionInterval.asked(request, leg.agent.settings().sessionSeconds()), request);
            out.text(leg.contactLine(from.transport()));
            out.text("Allow: " + Methods.ALLOWED + "\r\nSupported: timer\r\n").text(interval.answerLines());
            if (sdp != null) {
                lastSdp = sdp;
            }
            byte[] bytes = out.body(Leg.SDP, sdp == null ? "" : sdp).toBytes();
            if (request.is(Methods.INVITE)) {
                ackCarriesAnswer = !request.hasBody();
                acceptance.begin(transaction, bytes, request.cseq());
            } else {
                transaction.respond(200, bytes);
            }
        }
    }

    /** Our re-INVITE. */
    private final class OfferUser implements ClientUser {

        private final String sdp;
        private boolean answered;

        OfferUser(String sdp) {
            this.sdp = sdp;
        }

        @Override
        public void onResponse(ClientTransaction transaction, SipResponse response, Peer from) {
            int status = response.status();
            if (status < 200) {
                return;
            }
            if (status < 300) {
                Leg.sendAck(leg.agent, leg.dialog(), response.cseq());
            }
            if (answered) {
                return;
            }
            answered = true;
            offering = false;
            if (leg.phase() != Leg.Phase.UP) {
                return;
            }
            if (status < 300) {
                leg.dialog().refresh(response, from);
                settle(SessionInterval.settled(response), response);
                leg.listener().onReinviteDone(200, Leg.sdpOf(response));
            } else if (status == 491) {
                waiting = waiting == null ? sdp : waiting;
                retryLater();
                return;
            } else if (status == 481 || status == 408) {
                leg.lost(status, response.reason());
                return;
            } else {
                leg.listener().onReinviteDone(status, null);
            }
            sendWaiting();
        }

        @Override
        public void onTimeout(ClientTransaction transaction) {
            leg.lost(408, "Request Timeout");
        }

        @Override
        public void onSendFailed(ClientTransaction transaction) {
            leg.lost(503, "Service Unavailable");
        }
    }

    /** Our UPDATE that refreshes the session. */
    private final class RefreshUser implements ClientUser {

        @Override
        public void onResponse(ClientTransaction transaction, SipResponse response, Peer from) {
            int status = response.status();
            if (status >= 200 && status < 300) {
                settle(SessionInterval.settled(response), response);
            } else if (status == 422) {
                long least = SessionInterval.seconds(response.first(HeaderName.MIN_SE));
                interval = new SessionInterval(Math.max(least, interval.seconds()), true);
                leg.later(refresh, 0);
            } else if (status == 481 || status == 408) {
                leg.lost(status, response.reason());
            } else if (status >= 300) {
                peerTakesUpdate = peerTakesUpdate && status != 405 && status != 501;
                rearm();
            }
        }

        @Override
        public void onTimeout(ClientTransaction transaction) {
            leg.lost(408, "Session Expired");
        }

        @Override
        public void onSendFailed(ClientTransaction transaction) {
            leg.lost(503, "Session Expired");
        }
    }
}
