package org.otvet.switchboard.sip.dialog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.RequestStart;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.transaction.ClientUser;

/** Acknowledges what a carrier says before its answer and wants acknowledged: PRACK (RFC 3262 section 4). */
final class ReliableProvisionals {

    /** Branches of a forked call that ring at once; each costs state, and the called side can make up any number. */
    private static final int MOST_BRANCHES = 16;

    private static final class Early {
        final Dialog dialog;
        long last;

        @Nullable
        String sdp;

        Early(Dialog dialog) {
            this.dialog = dialog;
        }
    }

    private final Agent agent;
    private final ClientUser user;
    private final Map<String, Early> branches = new HashMap<>(2);

    /** @param user hears what becomes of the PRACKs */
    ReliableProvisionals(Agent agent, ClientUser user) {
        this.agent = agent;
        this.user = user;
    }

    /** @return false when this is no news: it came before, or what comes before it is missing */
    boolean received(SipResponse response, Dialog dialog) {
        long number = number(response);
        if (number <= 0 || response.toTag().isEmpty()) {
            return true;
        }
        Early early = branches.get(response.toTag());
        if (early == null) {
            if (branches.size() == MOST_BRANCHES) {
                return false;
            }
            early = new Early(dialog.forked(response));
            branches.put(response.toTag(), early);
        } else if (number != early.last + 1) {
            return false;
        }
        early.last = number;
        String sdp = Leg.sdpOf(response);
        early.sdp = sdp == null ? early.sdp : sdp;
        acknowledge(early, number, response.cseq(), ++dialog.localCseq);
        return true;
    }

    private static long number(SipResponse response) {
        String value = response.first(HeaderName.RSEQ);
        if (value == null || !response.lists(HeaderName.REQUIRE, "100rel")) {
            return 0;
        }
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void acknowledge(Early early, long number, long inviteCseq, long cseq) {
        String branch = agent.tokens().branch();
        String via = agent.settings().names().via(early.dialog.nextHop().transport(), branch);
        RequestStart prack = early.dialog.request(Methods.PRACK, via, cseq);
        byte[] bytes = prack.begin(agent.transactions().writer())
                .text("RAck: " + number + " " + inviteCseq + " INVITE\r\n")
                .text(early.dialog.proofLine)
                .body("", "")
                .toBytes();
        agent.transactions().send(prack, branch, bytes, early.dialog.nextHop(), user);
    }

    /** The answer to our offer that came before the one who answered now did, null when none came. */
    @Nullable
    String answerOf(SipResponse response) {
        Early early = branches.get(response.toTag());
        return early == null ? null : early.sdp;
    }
}
