package org.otvet.server.calls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.lines.Signalling;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.telephony.SignalledMessage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The messages of a call's legs, leg by leg in the order in which they joined. */
@RestController
class CallSignalling {

    /**
     * One party's messages.
     *
     * @param party {@code customer}, {@code agent}, {@code consulted}, {@code supervisor} or {@code other}
     * @param messages empty when none are kept, or no longer
     */
    record LegMessages(UUID legId, String party, @Nullable String agentName, List<SignalledMessage> messages) {}

    private record Party(String kind, @Nullable UUID agentId) {}

    private final CallList calls;
    private final Signalling signalling;
    private final People people;

    CallSignalling(CallList calls, Signalling signalling, People people) {
        this.calls = calls;
        this.signalling = signalling;
        this.people = people;
    }

    @GetMapping("/api/calls/{id}/signalling")
    @Requires(Permission.SEE_TECHNICAL)
    List<LegMessages> of(CurrentPerson person, @PathVariable UUID id) {
        Map<UUID, Party> parties = new LinkedHashMap<>();
        for (CallList.NamedFact fact : calls.details(person, id).facts()) {
            UUID leg = id(fact.data().get("legId"));
            if (leg != null) {
                parties.putIfAbsent(leg, party(fact));
            }
        }
        Map<UUID, List<SignalledMessage>> messages = signalling.ofLegs(parties.keySet());
        return parties.entrySet().stream()
                .map(entry -> new LegMessages(
                        entry.getKey(),
                        entry.getValue().kind,
                        nameOf(entry.getValue().agentId),
                        messages.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private static Party party(CallList.NamedFact fact) {
        UUID agent = id(fact.data().get("agentId"));
        return switch (fact.type()) {
            case "interaction.started" -> new Party("customer", null);
            case "consult.started" -> new Party("consulted", id(fact.data().get("toAgentId")));
            case "supervision.started" -> new Party("supervisor", id(fact.data().get("by")));
            default -> new Party(agent == null ? "other" : "agent", agent);
        };
    }

    private @Nullable String nameOf(@Nullable UUID agent) {
        return agent == null ? null : people.names(Set.of(agent)).get(agent);
    }

    private static @Nullable UUID id(@Nullable Object value) {
        try {
            return value instanceof String text ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
