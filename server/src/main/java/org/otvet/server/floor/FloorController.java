package org.otvet.server.floor;

import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Order;
import org.otvet.server.people.Audit;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The supervisor's floor: what is live, and a hand in it. */
@RestController
@RequestMapping("/api/floor")
class FloorController {

    private static final Logger LOG = LoggerFactory.getLogger(FloorController.class);

    record StateForm(@NotNull AgentState state, @Nullable UUID pauseReasonId) {}

    private final FloorThread floor;
    private final Streams streams;
    private final Audit audit;

    FloorController(FloorThread floor, Streams streams, Audit audit) {
        this.floor = floor;
        this.streams = streams;
        this.audit = audit;
    }

    @GetMapping
    @Requires(Permission.SEE_FLOOR)
    Shown.Floor floor(CurrentPerson person) {
        return streams.floor(person);
    }

    @PostMapping("/agents/{agentId}/state")
    @Requires(Permission.CONTROL_AGENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void state(CurrentPerson person, @PathVariable UUID agentId, @RequestBody @Validated StateForm form) {
        Set<UUID> projects = Refusals.ask(floor, live -> live.projectsOf(agentId));
        if (projects == null || !(person.allProjects() || projects.stream().anyMatch(person::mayAccess))) {
            throw Problem.notFound();
        }
        Refusals.order(floor, new Order.ChangeState(agentId, form.state(), form.pauseReasonId(), person.id()));
        write(
                person,
                "agent.state-set",
                "user " + agentId,
                Map.of("state", form.state().code()));
    }

    @PostMapping("/calls/{interactionId}/hang-up")
    @Requires(Permission.CONTROL_AGENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hangUp(CurrentPerson person, @PathVariable UUID interactionId) {
        UUID project = Refusals.ask(floor, live -> live.projectOf(interactionId));
        if (project == null) {
            throw Problem.notFound();
        }
        person.requireAccess(project);
        Refusals.order(floor, new Order.HangUpCall(interactionId, person.id()));
        write(person, "call.hung-up", "call " + interactionId, Map.of());
    }

    /** The act is done and a fact already; a database that is away must not make it look undone. */
    private void write(CurrentPerson person, String action, String object, Map<String, ?> after) {
        try {
            audit.record(person, action, object, null, after);
        } catch (RuntimeException e) {
            LOG.error("{} by {} could not be written to the audit", action, person.login(), e);
        }
    }
}
