package org.otvet.server.projects;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything set up, at one moment; inactive things included. Immutable. */
public record Centre(
        Map<UUID, Project> projects,
        Map<UUID, Queue> queues,
        Map<UUID, DialledNumber> numbers,
        Map<UUID, TrunkLine> trunks,
        Map<UUID, Disposition> dispositions,
        Map<UUID, PauseReason> pauseReasons,
        Map<UUID, Prompt> prompts,
        Map<UUID, RecordingRule> recordingRules) {

    public static final Centre EMPTY =
            new Centre(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public Centre {
        projects = Map.copyOf(projects);
        queues = Map.copyOf(queues);
        numbers = Map.copyOf(numbers);
        trunks = Map.copyOf(trunks);
        dispositions = Map.copyOf(dispositions);
        pauseReasons = Map.copyOf(pauseReasons);
        prompts = Map.copyOf(prompts);
        recordingRules = Map.copyOf(recordingRules);
    }

    /**
     * The active number of an active project a call is for: one bound to its trunk before one bound to none.
     *
     * @param trunkId null when the call came by no trunk
     */
    public Optional<DialledNumber> numberFor(String dialled, @Nullable UUID trunkId) {
        List<DialledNumber> matching = numbers.values().stream()
                .filter(DialledNumber::active)
                .filter(number -> plain(number.number()).equals(plain(dialled)))
                .filter(number -> Optional.ofNullable(projects.get(number.projectId()))
                        .filter(Project::active)
                        .isPresent())
                .toList();
        return matching.stream()
                .filter(number -> trunkId != null && trunkId.equals(number.trunkId()))
                .findFirst()
                .or(() -> matching.stream()
                        .filter(number -> number.trunkId() == null)
                        .findFirst());
    }

    private static String plain(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
