package org.otvet.server.floor;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Views;
import org.springframework.stereotype.Component;

@Component
class FloorSeats implements AgentSeats {

    private final FloorThread floor;

    FloorSeats(FloorThread floor) {
        this.floor = floor;
    }

    @Override
    public List<Seat> seats() {
        return Refusals.ask(floor, live -> {
            long now = floor.now();
            return live.floor(now).agents().stream()
                    .map(agent -> live.desk(agent.id(), now))
                    .filter(Objects::nonNull)
                    .map(FloorSeats::seat)
                    .toList();
        });
    }

    private static Seat seat(Views.Desk desk) {
        Views.DeskCall call = desk.call();
        Views.WrapUp wrapUp = desk.wrapUp();
        UUID interaction = call != null ? call.interactionId() : wrapUp != null ? wrapUp.interactionId() : null;
        String number = call != null ? call.number() : wrapUp != null ? wrapUp.number() : null;
        UUID project = call != null ? call.projectId() : wrapUp != null ? wrapUp.projectId() : null;
        return new Seat(
                desk.agentId(),
                desk.state().code(),
                desk.stateSince(),
                desk.phone().reachable(),
                interaction,
                number,
                project);
    }

    @Override
    public void ready(UUID agentId) {
        Refusals.order(floor, new Order.ChangeState(agentId, AgentState.READY, null, null));
    }

    @Override
    public void pause(UUID agentId, UUID reasonId) {
        Refusals.order(floor, new Order.ChangeState(agentId, AgentState.PAUSE, reasonId, null));
    }

    @Override
    public void saveWrapUp(UUID agentId, UUID interactionId, @Nullable UUID dispositionId, String notes) {
        Refusals.order(floor, new Order.SaveWrapUp(agentId, interactionId, dispositionId, notes));
    }
}
