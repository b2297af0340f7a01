package org.otvet.switchboard.sip.dialog;

import java.util.List;
import org.otvet.switchboard.registrar.DigestAnswers;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.MessageWriter;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.transaction.ClientTransaction;
import org.otvet.switchboard.sip.transaction.ClientUser;
import org.otvet.switchboard.sip.transaction.Peer;

/**
 * A request within a dialog that a carrier may challenge: sent again with the proof, once, and once more when only the
 * nonce was too old (RFC 3261 section 22.2).
 */
final class Proving implements ClientUser {

    private final Leg leg;
    private final DigestAnswers account;
    private final ClientUser user;
    private final byte[] request;
    private final int startLength;
    private final String method;
    private int proofs;

    /** @param startLength how much of the request is what every request of the dialog begins with */
    Proving(Leg leg, DigestAnswers account, ClientUser user, byte[] request, int startLength, String method) {
        this.leg = leg;
        this.account = account;
        this.user = user;
        this.request = request;
        this.startLength = startLength;
        this.method = method;
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipResponse response, Peer from) {
        if (response.status() != 401 && response.status() != 407 || !proves(transaction, response)) {
            user.onResponse(transaction, response, from);
        }
    }

    private boolean proves(ClientTransaction transaction, SipResponse response) {
        boolean proxy = response.status() == 407;
        List<String> challenges = response.lines(proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE);
        if (leg.phase() == Leg.Phase.GONE || proofs > 1 || proofs == 1 && !DigestAnswers.isStale(challenges)) {
            return false;
        }
        String answer = account.answer(challenges, method, transaction.start().uri());
        if (answer == null) {
            return false;
        }
        proofs++;
        String line =
                (proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION).text() + ": " + answer + "\r\n";
        if (method.equals(Methods.INVITE)) {
            leg.dialog().proofLine = line;
        }
        MessageWriter out = leg.next(method).text(line).bytes(request, startLength, request.length);
        leg.send(out.toBytes(), this);
        return true;
    }

    @Override
    public void onTimeout(ClientTransaction transaction) {
        user.onTimeout(transaction);
    }

    @Override
    public void onSendFailed(ClientTransaction transaction) {
        user.onSendFailed(transaction);
    }
}
