package org.otvet.server.floor;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.otvet.server.floor.live.Views;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * One open event stream. What it shall say is put into a bounded queue; a virtual thread of its own filters, writes JSON
 * and sends. A client that does not keep up is dropped and begins anew with the whole state.
 */
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int QUEUED = 256;
    private static final long HEARTBEAT_SECONDS = 10;

    /** Something to say. */
    sealed interface Message {
        record Desk(Views.Desk desk) implements Message {}

        record Whole(Views.Floor floor) implements Message {}

        record Changed(Views.Change change) implements Message {}

        record Alarmed(Alarm alarm) implements Message {}

        record Ended() implements Message {}
    }

    final CurrentPerson person;
    final boolean agent;
    final boolean floor;
    final SseEmitter emitter = new SseEmitter(0L);
    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUED);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Shown shown;
    private final AlarmBoard alarms;
    private final JsonMapper json;
    private final Runnable onClose;

    Listener(CurrentPerson person, Shown shown, AlarmBoard alarms, JsonMapper json, Consumer<Listener> onClose) {
        this.person = person;
        this.agent = person.person() && person.may(Permission.TAKE_CALLS);
        this.floor = person.may(Permission.SEE_FLOOR);
        this.shown = shown;
        this.alarms = alarms;
        this.json = json;
        this.onClose = () -> onClose.accept(this);
    }

    void open() {
        emitter.onCompletion(this::close);
        emitter.onError(e -> close());
        emitter.onTimeout(this::close);
        Thread.ofVirtual().name("events-" + person.login()).start(this::sendAll);
    }

    void say(Message message) {
        if (!closed.get() && !queue.offer(message)) {
            LOG.info("The event stream of {} does not keep up and is dropped", person.login());
            close();
        }
    }

    /** Tells the page that its session is over, then closes. */
    void end() {
        say(new Message.Ended());
    }

    UUID personId() {
        return person.id();
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            queue.clear();
            queue.offer(new Message.Ended());
            onClose.run();
        }
    }

    private void sendAll() {
        try {
            emitter.send(SseEmitter.event().reconnectTime(1_000).comment("otvet"));
            while (!closed.get()) {
                Message message = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    emitter.send(SseEmitter.event().comment("alive"));
                } else if (!closed.get()) {
                    send(message);
                }
            }
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The event stream of {} is gone: {}", person.login(), e.toString());
        } catch (RuntimeException e) {
            LOG.error("The event stream of {} broke", person.login(), e);
            emitter.completeWithError(e);
        } finally {
            close();
        }
    }

    private void send(Message message) throws IOException {
        switch (message) {
            case Message.Desk m -> send("desk", m.desk());
            case Message.Whole m -> send("floor", shown.floor(m.floor(), alarms.standing()));
            case Message.Changed m -> {
                Shown.Change change = shown.change(m.change());
                if (!change.isEmpty()) {
                    send("floor-change", change);
                }
            }
            case Message.Alarmed m -> {
                if (person.mayAccess(m.alarm().projectId())) {
                    send("alarm", m.alarm());
                }
            }
            case Message.Ended m -> {
                send("session-ended", Map.of());
                close();
            }
        }
    }

    private void send(String name, Object data) throws IOException {
        emitter.send(SseEmitter.event().name(name).data(json.writeValueAsString(data), MediaType.APPLICATION_JSON));
    }
}
