package org.otvet.server.floor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Problem;
import org.otvet.telephony.Exchange;
import org.otvet.telephony.LegSnapshot;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One live call as the floor and the exchange see it now. */
@RestController
class TechnicalCallController {

    /** @param floor what the floor knows; null once the call is over there */
    record Inside(@Nullable Map<String, @Nullable Object> floor, List<LegSnapshot> legs) {}

    private final FloorThread floor;
    private final Exchange exchange;

    TechnicalCallController(FloorThread floor, Exchange exchange) {
        this.floor = floor;
        this.exchange = exchange;
    }

    @GetMapping("/api/technical/calls/{interactionId}")
    @Requires(Permission.SEE_TECHNICAL)
    Inside one(CurrentPerson person, @PathVariable UUID interactionId) {
        UUID project = Refusals.ask(floor, live -> live.projectOf(interactionId));
        Map<String, @Nullable Object> inside = Refusals.ask(floor, live -> live.inside(interactionId));
        if (project == null || inside == null) {
            throw Problem.notFound();
        }
        person.requireAccess(project);
        Set<UUID> its = inside.get("legs") instanceof Map<?, ?> legs
                ? legs.keySet().stream().map(UUID.class::cast).collect(Collectors.toSet())
                : Set.of();
        return new Inside(
                inside,
                exchange.legs().stream()
                        .filter(leg -> its.contains(leg.leg().value()))
                        .toList());
    }
}
