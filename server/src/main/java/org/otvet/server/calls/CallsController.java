package org.otvet.server.calls;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.calls.CallList.Details;
import org.otvet.server.calls.CallList.Page;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CallsController {

    private static final int LAST_PAGE = 1_000_000;

    private final CallList calls;

    CallsController(CallList calls) {
        this.calls = calls;
    }

    @GetMapping("/api/calls")
    @Requires({Permission.SEE_CALLS, Permission.SEE_OWN_CALLS})
    Page<CallSummary> list(
            CurrentPerson person,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable UUID projectId,
            @RequestParam(required = false) @Nullable UUID queueId,
            @RequestParam(required = false) @Nullable UUID agentId,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String direction,
            @RequestParam(required = false) @Nullable String result,
            @RequestParam(required = false) @Nullable UUID dispositionId,
            @RequestParam(required = false) @Nullable Integer minTalkSeconds,
            @RequestParam(required = false) @Nullable Integer maxTalkSeconds,
            @RequestParam(required = false) @Nullable Boolean recorded,
            @RequestParam(required = false) @Nullable String comment,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(required = false) @Nullable String sort) {
        if (comment != null && !comment.isBlank()) {
            person.require(Permission.LISTEN_RECORDINGS);
        }
        var filter = new CallFilter(
                from,
                to,
                projectId,
                queueId,
                agentId,
                number,
                blankToNull(direction),
                blankToNull(result),
                new CallFilter.Recorded(dispositionId, minTalkSeconds, maxTalkSeconds, recorded, comment));
        return calls.find(
                person,
                filter,
                CallOrder.of(sort),
                Math.clamp(page, 0, LAST_PAGE),
                Math.clamp(size, 1, CallList.LONGEST_PAGE));
    }

    @GetMapping("/api/calls/{id}")
    @Requires({Permission.SEE_CALLS, Permission.SEE_OWN_CALLS})
    Details one(CurrentPerson person, @PathVariable UUID id) {
        return calls.details(person, id);
    }

    @GetMapping("/api/agent/history")
    @Requires(Permission.TAKE_CALLS)
    List<CallSummary> history(CurrentPerson person, @RequestParam String number) {
        return calls.earlier(person, number);
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
