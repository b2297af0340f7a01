package org.otvet.server.floor;

import java.util.UUID;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Order.RecordingAction;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The recording of a call that is up: by its agent, or by a program such as a payment page. */
@RestController
class CallRecordingController {

    private final FloorThread floor;

    CallRecordingController(FloorThread floor) {
        this.floor = floor;
    }

    /** @param field true when a payment field of the agent's page has asked, not the agent */
    @PostMapping("/api/agent/call/{interactionId}/recording/{action:pause|resume|start|stop}")
    @Requires(Permission.TAKE_CALLS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void own(
            CurrentPerson person,
            @PathVariable UUID interactionId,
            @PathVariable String action,
            @RequestParam(defaultValue = "false") boolean field) {
        Refusals.order(
                floor,
                new Order.OnRecording(
                        interactionId, person.id(), actionOf(action), field ? "field" : "agent", person.id()));
    }

    @PostMapping("/api/calls/{interactionId}/recording/{action:pause|resume}")
    @Requires(Permission.PAUSE_RECORDINGS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void anybodys(CurrentPerson caller, @PathVariable UUID interactionId, @PathVariable String action) {
        UUID project = Refusals.ask(floor, live -> live.projectOf(interactionId));
        if (project == null) {
            throw Problem.notFound();
        }
        caller.requireAccess(project);
        Refusals.order(floor, new Order.OnRecording(interactionId, null, actionOf(action), "api", caller.id()));
    }

    private static RecordingAction actionOf(String action) {
        return switch (action) {
            case "pause" -> RecordingAction.PAUSE;
            case "start" -> RecordingAction.START;
            case "stop" -> RecordingAction.STOP;
            default -> RecordingAction.RESUME;
        };
    }
}
