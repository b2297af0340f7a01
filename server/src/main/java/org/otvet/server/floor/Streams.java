package org.otvet.server.floor;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Views;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.people.PeopleChanged;
import org.otvet.server.people.Person;
import org.otvet.server.people.SessionsEnded;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Opens event streams with the whole state first, and closes them when what their person may see changes. */
@Component
class Streams {

    private static final int PER_PERSON = 16;

    private final FloorThread thread;
    private final Audience audience;
    private final AlarmBoard alarms;
    private final People people;
    private final Projects projects;
    private final JsonMapper json;

    Streams(
            FloorThread thread,
            Audience audience,
            AlarmBoard alarms,
            People people,
            Projects projects,
            JsonMapper json) {
        this.thread = thread;
        this.audience = audience;
        this.alarms = alarms;
        this.people = people;
        this.projects = projects;
        this.json = json;
    }

    SseEmitter open(CurrentPerson person) {
        List<Listener> own = audience.of(person.id());
        if (own.size() >= PER_PERSON) {
            own.getFirst().close();
        }
        Listener listener = new Listener(person, shown(person), alarms, json, this::closed);
        Refusals.ask(thread, floor -> {
            floor.watch(true);
            if (listener.agent) {
                floor.order(new Order.PageOpened(person.id()), thread.now());
                Views.Desk desk = floor.desk(person.id(), thread.now());
                if (desk != null) {
                    listener.say(new Listener.Message.Desk(desk));
                }
            }
            if (listener.floor) {
                listener.say(new Listener.Message.Whole(floor.floor(thread.now())));
            }
            audience.add(listener);
            return true;
        });
        listener.open();
        return listener.emitter;
    }

    private void closed(Listener listener) {
        thread.post(floor -> {
            if (audience.remove(listener) && listener.agent) {
                floor.order(new Order.PageClosed(listener.personId()), thread.now());
            }
            if (audience.isEmpty()) {
                floor.watch(false);
            }
        });
    }

    Shown.Floor floor(CurrentPerson person) {
        Views.Floor whole = Refusals.ask(thread, floor -> floor.floor(thread.now()));
        return shown(person).floor(whole, alarms.standing());
    }

    private Shown shown(CurrentPerson person) {
        return new Shown(person, this::projectOfQueue);
    }

    private @Nullable UUID projectOfQueue(UUID queueId) {
        Queue queue = projects.centre().queues().get(queueId);
        return queue == null ? null : queue.projectId();
    }

    @EventListener
    void on(SessionsEnded event) {
        audience.of(event.personId()).forEach(Listener::end);
    }

    /** Whoever may now see other things than when the stream was opened begins anew. */
    @EventListener
    void on(PeopleChanged event) {
        for (Listener listener : audience.all()) {
            CurrentPerson then = listener.person;
            if (then.person()) {
                Optional<Person> now = people.find(then.id());
                boolean same = now.isPresent()
                        && now.get().enabled()
                        && Objects.equals(now.get().permissions(), then.permissions())
                        && now.get().allProjects() == then.allProjects()
                        && Objects.equals(now.get().projectIds(), then.projectIds());
                if (!same) {
                    listener.close();
                }
            }
        }
    }
}
