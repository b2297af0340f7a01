package org.otvet.switchboard.sip.dialog;

import java.util.List;
import java.util.function.Consumer;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.RequestStart;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.transaction.ClientTransaction;
import org.otvet.switchboard.sip.transaction.ClientUser;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.Timer;

/** One OPTIONS, to ourselves or to a carrier. */
final class Probe extends Timer implements ClientUser {

    private final Agent agent;
    private final Consumer<Boolean> answered;
    private boolean done;

    private Probe(Agent agent, Consumer<Boolean> answered) {
        this.agent = agent;
        this.answered = answered;
    }

    static void send(Agent agent, Peer ourselves, long patienceMillis, Consumer<Boolean> answered) {
        LocalNames names = agent.settings().names();
        new Probe(agent, answered)
                .send(
                        ourselves,
                        "sip:" + names.hostPort(ourselves.transport()),
                        "<sip:otvet@" + names.hostPort(ourselves.transport()) + ">",
                        patienceMillis);
    }

    static void send(
            Agent agent, Destination.Address where, Peer peer, long patienceMillis, Consumer<Boolean> answered) {
        String host = where.host().indexOf(':') >= 0 ? "[" + where.host() + "]" : where.host();
        String uri = "sip:" + host + ":" + where.port();
        new Probe(agent, answered).send(peer, uri, "<" + uri + ">", patienceMillis);
    }

    private void send(Peer peer, String uri, String to, long patienceMillis) {
        LocalNames names = agent.settings().names();
        String branch = agent.tokens().branch();
        String self = "<sip:otvet@" + names.hostPort(peer.transport()) + ">";
        RequestStart start = new RequestStart(
                Methods.OPTIONS,
                uri,
                names.via(peer.transport(), branch),
                List.of(),
                self + ";tag=" + agent.tokens().tag(),
                to,
                agent.probeCallId(),
                1);
        agent.transactions().later(this, patienceMillis);
        byte[] bytes = start.begin(agent.transactions().writer())
                .text(names.contactLine(peer.transport(), false))
                .text("Accept: application/sdp\r\n")
                .body("", "")
                .toBytes();
        agent.transactions().send(start, branch, bytes, peer, this);
    }

    private void tell(boolean good) {
        if (!done) {
            done = true;
            agent.transactions().cancel(this);
            answered.accept(good);
        }
    }

    @Override
    protected void fire(long now) {
        tell(false);
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipResponse response, Peer from) {
        int status = response.status();
        if (status >= 200) {
            // whatever it says, it is there, unless it says that it serves nobody now
            tell(status != 408 && status != 503);
        }
    }

    @Override
    public void onTimeout(ClientTransaction transaction) {
        tell(false);
    }

    @Override
    public void onSendFailed(ClientTransaction transaction) {
        tell(false);
    }
}
