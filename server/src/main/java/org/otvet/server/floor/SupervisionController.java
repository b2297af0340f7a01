package org.otvet.server.floor;

import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.SupervisionMode;
import org.otvet.server.floor.live.Views;
import org.otvet.server.people.Audit;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A supervisor in the calls of agents, with the supervisor's own telephone. Each use stands in the audit. */
@RestController
@RequestMapping("/api/floor")
@Requires(Permission.SUPERVISE_CALLS)
class SupervisionController {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisionController.class);

    record ModeForm(@NotNull SupervisionMode mode) {}

    private final FloorThread floor;
    private final Audit audit;

    SupervisionController(FloorThread floor, Audit audit) {
        this.floor = floor;
        this.audit = audit;
    }

    /** Enters the call, or changes the mode of being in it. */
    @PutMapping("/calls/{interactionId}/supervision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void supervise(CurrentPerson person, @PathVariable UUID interactionId, @RequestBody @Validated ModeForm form) {
        UUID agent = talkingAgent(person, interactionId);
        Refusals.order(floor, new Order.Supervise(person.id(), interactionId, form.mode()));
        write(person, "call.supervised", interactionId, agent, form.mode());
    }

    @PostMapping("/calls/{interactionId}/take-over")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOver(CurrentPerson person, @PathVariable UUID interactionId) {
        UUID agent = talkingAgent(person, interactionId);
        Refusals.order(floor, new Order.TakeOver(person.id(), interactionId));
        write(person, "call.taken-over", interactionId, agent, null);
    }

    @DeleteMapping("/supervision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(CurrentPerson person) {
        Views.Desk desk = Refusals.ask(floor, live -> live.desk(person.id(), floor.now()));
        Refusals.order(floor, new Order.LeaveSupervision(person.id()));
        Views.Supervising was = desk == null ? null : desk.supervising();
        if (was != null) {
            write(person, "call.supervision-left", was.interactionId(), was.agentId(), was.mode());
        }
    }

    /**
     * The agent of a call within the person's walls; null when there is none.
     *
     * @throws Problem 404 for a call that is not there for this person
     */
    private @Nullable UUID talkingAgent(CurrentPerson person, UUID interactionId) {
        Views.@Nullable Talk talk = Refusals.ask(floor, live -> live.talk(interactionId));
        if (talk == null || !person.mayAccess(talk.projectId())) {
            throw Problem.notFound();
        }
        return talk.agentId();
    }

    /** The act is done and a fact already; a database that is away must not make it look undone. */
    private void write(
            CurrentPerson person,
            String action,
            UUID interactionId,
            @Nullable UUID agent,
            @Nullable SupervisionMode mode) {
        Map<String, String> after = new LinkedHashMap<>();
        if (agent != null) {
            after.put("agentId", agent.toString());
        }
        if (mode != null) {
            after.put("mode", mode.code());
        }
        try {
            audit.record(person, action, "call " + interactionId, null, after);
        } catch (RuntimeException e) {
            LOG.error("{} by {} could not be written to the audit", action, person.login(), e);
        }
    }
}
