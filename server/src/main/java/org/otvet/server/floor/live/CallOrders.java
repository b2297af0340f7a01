package org.otvet.server.floor.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.HangUpCause;

/** What agents ask for in the call they are in, each by their part in it. */
final class CallOrders {

    private final Offers offers;
    private final Endings endings;
    private final Talks talks;
    private final Transfers transfers;
    private final Consults consults;
    private final Conferences conferences;

    CallOrders(
            Offers offers,
            Endings endings,
            Talks talks,
            Transfers transfers,
            Consults consults,
            Conferences conferences) {
        this.offers = offers;
        this.endings = endings;
        this.talks = talks;
        this.transfers = transfers;
        this.consults = consults;
        this.conferences = conferences;
    }

    Outcome onCall(AgentLive agent, Order.OnCall order) {
        CallLive call = agent.call;
        if (call == null || !call.id.equals(order.interactionId())) {
            return Outcome.unknown();
        }
        return call.agent == agent ? own(call, order.action()) : asked(agent, call, order.action());
    }

    private Outcome own(CallLive call, Order.Action action) {
        return switch (action) {
            case HANG_UP -> {
                if (call.stage == Stage.OFFERING || call.stage == Stage.TRANSFERRING) {
                    decline(call);
                } else if (!consults.agentLeaves(call)) {
                    endings.end(call, "agent", HangUpCause.NORMAL, 0, Endings.resultByRule(call));
                }
                yield Outcome.DONE;
            }
            case DECLINE -> {
                if (call.stage != Stage.OFFERING && call.stage != Stage.TRANSFERRING) {
                    yield Outcome.conflict("not-ringing");
                }
                decline(call);
                yield Outcome.DONE;
            }
            case HOLD -> call.consult == null ? talks.hold(call) : Outcome.conflict("consulting");
            case RESUME -> call.consult == null ? talks.resume(call) : Outcome.conflict("consulting");
            case MUTE -> talks.mute(call, true);
            case UNMUTE -> talks.mute(call, false);
            case ATTACH -> talks.attach(call);
            case SWAP -> consults.swap(call);
            case COMPLETE -> consults.complete(call);
            case CANCEL_CONSULT -> consults.cancel(call);
            case CONFERENCE -> conferences.join(call);
        };
    }

    private void decline(CallLive call) {
        if (call.stage == Stage.OFFERING) {
            offers.decline(call);
        } else {
            transfers.decline(call);
        }
    }

    private Outcome asked(AgentLive agent, CallLive call, Order.Action action) {
        if (action != Order.Action.HANG_UP && action != Order.Action.DECLINE) {
            return Outcome.conflict("not-your-call");
        }
        if (call.consult != null && call.consult.agent == agent) {
            consults.leave(call);
        } else {
            conferences.leave(agent, call);
        }
        return Outcome.DONE;
    }

    Outcome muteParty(AgentLive agent, Order.MuteParty order) {
        CallLive call = led(agent, order.interactionId());
        return call == null ? Outcome.unknown() : conferences.mute(call, order.partyId(), order.muted());
    }

    Outcome removeParty(AgentLive agent, Order.RemoveParty order) {
        CallLive call = led(agent, order.interactionId());
        return call == null ? Outcome.unknown() : conferences.remove(call, order.partyId());
    }

    private static @Nullable CallLive led(AgentLive agent, UUID interactionId) {
        CallLive call = agent.call;
        return call != null && call.agent == agent && call.id.equals(interactionId) ? call : null;
    }

    Outcome digits(AgentLive agent, Order.Digits order) {
        CallLive call = agent.call;
        return call != null && call.agent == agent && call.id.equals(order.interactionId())
                ? talks.digits(call, order.digits())
                : Outcome.unknown();
    }

    Outcome transfer(AgentLive agent, Order.Transfer order) {
        CallLive call = agent.call;
        return call != null && call.agent == agent && call.id.equals(order.interactionId())
                ? transfers.blind(agent, call, order.target())
                : Outcome.unknown();
    }

    Outcome consult(AgentLive agent, Order.Consult order) {
        CallLive call = agent.call;
        return call != null && call.agent == agent && call.id.equals(order.interactionId())
                ? consults.start(agent, call, order.target())
                : Outcome.unknown();
    }
}
