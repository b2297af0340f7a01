package org.otvet.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.AgentSeats;
import org.otvet.server.floor.AgentSeats.Seat;
import org.otvet.server.platform.Problem;
import org.otvet.server.projects.Centre;
import org.otvet.server.projects.Disposition;
import org.otvet.server.projects.PauseReason;
import org.otvet.server.projects.Projects;
import org.otvet.simulator.SimulatedCentre;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What simulated agents do at their desktops: become ready, write down results, take a break now and then. One look each
 * second, from one thread.
 */
final class SimulatedStaff {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedStaff.class);
    private static final List<String> NOTES_RU = List.of(
            "Курьер приедет сегодня до 18:00, клиент предупреждён.",
            "Уточнила адрес, доставка завтра утром.",
            "Оформлен обмен размера, номер накладной отправлен в смс.",
            "Рассказал про стоимость доставки.",
            "",
            "");
    private static final List<String> NOTES_EN = List.of(
            "Sent a new sign-in link, works again.",
            "Explained how to reset the password.",
            "Called about an outage.",
            "");

    private final AgentSeats seats;
    private final Projects projects;
    private final SimulatedCentre simulated;
    private final Random random;
    private final Map<UUID, Instant> dueAt = new HashMap<>();
    private final Map<UUID, String> dueState = new HashMap<>();

    SimulatedStaff(AgentSeats seats, Projects projects, SimulatedCentre simulated, Random random) {
        this.seats = seats;
        this.projects = projects;
        this.simulated = simulated;
        this.random = random;
    }

    void look(Instant now) {
        for (Seat seat : seats.seats()) {
            if (seat.state().equals("talking") && seat.number() != null) {
                simulated.conversationBegan(seat.number());
            }
            for (DemoPeople.Simulated agent : DemoPeople.SIMULATED) {
                if (agent.id().equals(seat.agentId())) {
                    actInTime(agent, seat, now);
                }
            }
        }
    }

    private void actInTime(DemoPeople.Simulated agent, Seat seat, Instant now) {
        if (!seat.state().equals(dueState.get(agent.id()))) {
            dueState.put(agent.id(), seat.state());
            dueAt.put(agent.id(), now.plus(lengthOf(seat.state())));
        }
        if (now.isBefore(dueAt.getOrDefault(agent.id(), now))) {
            return;
        }
        dueState.remove(agent.id());
        try {
            act(agent, seat);
        } catch (Problem refused) {
            LOG.debug("{} was refused: {}", agent.login(), refused.code());
        }
    }

    /** How long a simulated agent stays as they are before they do something about it. */
    private Duration lengthOf(String state) {
        return switch (state) {
            case "offline" -> Duration.ofMillis(random.nextInt(1500));
            case "wrap-up" -> Duration.ofSeconds(4 + random.nextInt(14));
            case "missed" -> Duration.ofSeconds(10 + random.nextInt(30));
            case "pause" -> Duration.ofSeconds(60 + random.nextInt(120));
            case "ready" -> Duration.ofSeconds(90 + random.nextInt(600));
            default -> Duration.ofHours(1);
        };
    }

    private void act(DemoPeople.Simulated agent, Seat seat) {
        switch (seat.state()) {
            case "offline", "missed", "pause" -> {
                if (seat.reachable()) {
                    seats.ready(agent.id());
                }
            }
            case "wrap-up" -> {
                if (seat.interactionId() != null) {
                    List<String> notes = agent.language().equals("en") ? NOTES_EN : NOTES_RU;
                    seats.saveWrapUp(
                            agent.id(),
                            seat.interactionId(),
                            disposition(seat.projectId()),
                            notes.get(random.nextInt(notes.size())));
                }
            }
            case "ready" -> {
                List<PauseReason> reasons = projects.centre().pauseReasons().values().stream()
                        .filter(PauseReason::active)
                        .toList();
                if (!reasons.isEmpty()) {
                    seats.pause(
                            agent.id(),
                            reasons.get(random.nextInt(reasons.size())).id());
                }
            }
            default -> {}
        }
    }

    private @Nullable UUID disposition(@Nullable UUID projectId) {
        Centre centre = projects.centre();
        List<Disposition> leaves = centre.dispositions().values().stream()
                .filter(one -> one.active() && one.projectId().equals(projectId))
                .filter(one -> centre.dispositions().values().stream()
                        .noneMatch(child -> one.id().equals(child.parentId())))
                .toList();
        return leaves.isEmpty()
                ? null
                : leaves.get(random.nextInt(leaves.size())).id();
    }
}
