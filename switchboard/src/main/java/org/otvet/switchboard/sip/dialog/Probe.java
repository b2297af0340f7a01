package org.otvet.switchboard.sip.dialog;

import java.util.List;
import java.util.function.Consumer;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.RequestStart;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.transaction.ClientTransaction;
import org.otvet.switchboard.sip.transaction.ClientUser;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.Timer;

/** One OPTIONS to ourselves. */
final class Probe extends Timer implements ClientUser {

    private final Agent agent;
    private final Consumer<Boolean> answered;
    private boolean done;

    private Probe(Agent agent, Consumer<Boolean> answered) {
        this.agent = agent;
        this.answered = answered;
    }

    static void send(Agent agent, Peer ourselves, long patienceMillis, Consumer<Boolean> answered) {
        Probe probe = new Probe(agent, answered);
        LocalNames names = agent.settings().names();
        String branch = agent.tokens().branch();
        String self = "<sip:otvet@" + names.hostPort() + ">";
        RequestStart start = new RequestStart(
                Methods.OPTIONS,
                "sip:" + names.hostPort(),
                names.via(ourselves.transport(), branch),
                List.of(),
                self + ";tag=" + agent.tokens().tag(),
                self,
                agent.probeCallId(),
                1);
        agent.transactions().later(probe, patienceMillis);
        byte[] bytes = start.begin(agent.transactions().writer()).body("", "").toBytes();
        agent.transactions().send(start, branch, bytes, ourselves, probe);
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
        if (response.status() >= 200) {
            tell(true);
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
