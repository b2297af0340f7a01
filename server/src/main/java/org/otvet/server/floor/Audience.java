package org.otvet.server.floor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.otvet.server.floor.live.Views;
import org.springframework.stereotype.Component;

/** Everybody with an open event stream. Thread-safe. */
@Component
class Audience {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<UUID, List<Listener>> agents = new ConcurrentHashMap<>();

    void add(Listener listener) {
        listeners.add(listener);
        if (listener.agent) {
            agents.compute(listener.personId(), (id, own) -> {
                List<Listener> list = own == null ? new CopyOnWriteArrayList<>() : own;
                list.add(listener);
                return list;
            });
        }
    }

    /** False when it was not among them any more. */
    boolean remove(Listener listener) {
        if (!listeners.remove(listener)) {
            return false;
        }
        if (listener.agent) {
            agents.computeIfPresent(listener.personId(), (id, own) -> {
                own.remove(listener);
                return own.isEmpty() ? null : own;
            });
        }
        return true;
    }

    List<Listener> all() {
        return listeners;
    }

    List<Listener> of(UUID personId) {
        return listeners.stream().filter(l -> l.personId().equals(personId)).toList();
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Agents with an open page. */
    Set<UUID> agents() {
        return agents.keySet();
    }

    void desk(UUID agent, Views.Desk desk) {
        Listener.Message message = new Listener.Message.Desk(desk);
        agents.getOrDefault(agent, List.of()).forEach(listener -> listener.say(message));
    }

    void changed(Views.Change change) {
        sayToSupervisors(new Listener.Message.Changed(change));
    }

    void alarm(Alarm alarm) {
        sayToSupervisors(new Listener.Message.Alarmed(alarm));
    }

    private void sayToSupervisors(Listener.Message message) {
        for (Listener listener : listeners) {
            if (listener.floor) {
                listener.say(message);
            }
        }
    }
}
