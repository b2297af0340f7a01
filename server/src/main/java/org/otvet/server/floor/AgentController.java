package org.otvet.server.floor;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Target;
import org.otvet.server.floor.live.Views;
import org.otvet.server.lines.PhoneIds;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Person;
import org.otvet.server.people.Phone;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Problem;
import org.otvet.telephony.Exchange;
import org.otvet.telephony.PhoneCredentials;
import org.springframework.http.HttpStatus;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The agent's desktop: their state, their call, their wrap-up, their telephone. */
@RestController
@RequestMapping("/api/agent")
@Requires(Permission.TAKE_CALLS)
class AgentController {

    /** Longer than a shift; signing out withdraws them earlier. */
    private static final Duration PHONE_VALIDITY = Duration.ofHours(12);

    record StateForm(@NotNull AgentState state, @Nullable UUID pauseReasonId) {}

    record DialForm(
            @NotNull @Size(min = 2, max = 40) String number,
            @NotNull UUID projectId) {}

    record DigitsForm(@NotNull @Size(min = 1, max = 32) String digits) {}

    /** Exactly one of them. */
    record TargetForm(
            @Nullable UUID queueId,
            @Nullable UUID agentId,
            @Nullable @Size(min = 2, max = 40) String number) {

        Target target() {
            if (queueId != null && agentId == null && number == null) {
                return new Target.ToQueue(queueId);
            }
            if (queueId == null && agentId != null && number == null) {
                return new Target.ToAgent(agentId);
            }
            if (queueId == null && agentId == null && number != null) {
                return new Target.ToNumber(number);
            }
            throw Problem.invalid(Map.of("target", "exactly-one"));
        }
    }

    record WrapUpForm(
            @NotNull UUID interactionId,
            @Nullable UUID dispositionId,
            @Nullable @Size(max = 4_000) String notes) {}

    record PhoneView(
            String kind,
            String uri,
            String username,
            @Nullable String password,
            String realm,
            String webSocketPath,
            @Nullable Instant expiresAt) {}

    private final FloorThread floor;
    private final People people;
    private final Exchange exchange;

    AgentController(FloorThread floor, People people, Exchange exchange) {
        this.floor = floor;
        this.people = people;
        this.exchange = exchange;
    }

    @GetMapping
    Views.Desk desk(CurrentPerson person) {
        Views.Desk desk = Refusals.ask(floor, live -> live.desk(person.id(), floor.now()));
        if (desk == null) {
            throw Problem.notFound();
        }
        return desk;
    }

    @PutMapping("/state")
    Views.Desk state(CurrentPerson person, @RequestBody @Validated StateForm form) {
        Refusals.order(floor, new Order.ChangeState(person.id(), form.state(), form.pauseReasonId(), null));
        return desk(person);
    }

    @PostMapping("/dial")
    Views.Desk dial(CurrentPerson person, @RequestBody @Validated DialForm form) {
        person.requireAccess(form.projectId());
        Refusals.order(floor, new Order.DialOut(person.id(), form.number(), form.projectId()));
        return desk(person);
    }

    @PostMapping(
            "/call/{interactionId}/{action:hang-up|decline|hold|resume|mute|unmute|attach|swap|complete|conference|cancel-consult}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void act(CurrentPerson person, @PathVariable UUID interactionId, @PathVariable String action) {
        Order.Action wanted = switch (action) {
            case "hang-up" -> Order.Action.HANG_UP;
            case "decline" -> Order.Action.DECLINE;
            case "hold" -> Order.Action.HOLD;
            case "resume" -> Order.Action.RESUME;
            case "mute" -> Order.Action.MUTE;
            case "unmute" -> Order.Action.UNMUTE;
            case "swap" -> Order.Action.SWAP;
            case "complete" -> Order.Action.COMPLETE;
            case "conference" -> Order.Action.CONFERENCE;
            case "cancel-consult" -> Order.Action.CANCEL_CONSULT;
            default -> Order.Action.ATTACH;
        };
        Refusals.order(floor, new Order.OnCall(person.id(), interactionId, wanted));
    }

    @PostMapping("/call/{interactionId}/digits")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void digits(CurrentPerson person, @PathVariable UUID interactionId, @RequestBody @Validated DigitsForm form) {
        Refusals.order(floor, new Order.Digits(person.id(), interactionId, form.digits()));
    }

    @PostMapping("/call/{interactionId}/parties/{partyId}/{action:mute|unmute|remove}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void party(
            CurrentPerson person,
            @PathVariable UUID interactionId,
            @PathVariable UUID partyId,
            @PathVariable String action) {
        Refusals.order(
                floor,
                action.equals("remove")
                        ? new Order.RemoveParty(person.id(), interactionId, partyId)
                        : new Order.MuteParty(person.id(), interactionId, partyId, action.equals("mute")));
    }

    @GetMapping("/transfer-targets")
    Views.Targets targets(CurrentPerson person) {
        Views.Targets targets = Refusals.ask(floor, live -> live.targets(person.id(), floor.now()));
        if (targets == null) {
            throw Problem.notFound();
        }
        return targets;
    }

    @PostMapping("/call/{interactionId}/transfer")
    Views.Desk transfer(
            CurrentPerson person, @PathVariable UUID interactionId, @RequestBody @Validated TargetForm form) {
        Refusals.order(floor, new Order.Transfer(person.id(), interactionId, form.target()));
        return desk(person);
    }

    @PostMapping("/call/{interactionId}/consult")
    Views.Desk consult(
            CurrentPerson person, @PathVariable UUID interactionId, @RequestBody @Validated TargetForm form) {
        Refusals.order(floor, new Order.Consult(person.id(), interactionId, form.target()));
        return desk(person);
    }

    @PostMapping("/wrap-up")
    Views.Desk wrapUp(CurrentPerson person, @RequestBody @Validated WrapUpForm form) {
        String notes = form.notes() == null ? "" : form.notes();
        Refusals.order(floor, new Order.SaveWrapUp(person.id(), form.interactionId(), form.dispositionId(), notes));
        return desk(person);
    }

    @PostMapping("/wrap-up/extend")
    Views.Desk extend(CurrentPerson person) {
        Refusals.order(floor, new Order.ExtendWrapUp(person.id()));
        return desk(person);
    }

    @PostMapping("/missed/{interactionId}/handled")
    Views.Desk handled(CurrentPerson person, @PathVariable UUID interactionId) {
        Refusals.order(floor, new Order.MissedHandled(person.id(), interactionId));
        return desk(person);
    }

    @GetMapping("/phone")
    PhoneView phone(CurrentPerson person) {
        Phone phone = people.find(person.id()).map(Person::phone).orElse(null);
        if (phone == null) {
            throw Problem.of(HttpStatus.NOT_FOUND, "no-phone", "No telephone is set up for you.");
        }
        if (phone.kind() != Phone.Kind.BROWSER) {
            return new PhoneView(
                    phone.kind().code(),
                    uri(phone.extension(), Phone.REALM),
                    phone.extension(),
                    null,
                    Phone.REALM,
                    "/sip",
                    null);
        }
        PhoneCredentials minted;
        try {
            minted = exchange.mintCredentials(PhoneIds.ofPerson(person.id()), PHONE_VALIDITY);
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "phone-not-ready", "Your telephone is not set up yet.");
        }
        return new PhoneView(
                phone.kind().code(),
                uri(minted.username(), minted.realm()),
                minted.username(),
                minted.password(),
                minted.realm(),
                "/sip",
                minted.expiresAt());
    }

    private static String uri(String user, String domain) {
        return "sip:" + user + "@" + domain;
    }
}
