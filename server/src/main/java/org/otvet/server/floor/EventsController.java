package org.otvet.server.floor;

import jakarta.servlet.http.HttpServletResponse;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Requires;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The event stream of a page. */
@RestController
class EventsController {

    private final Streams streams;

    EventsController(Streams streams) {
        this.streams = streams;
    }

    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Requires
    SseEmitter events(CurrentPerson person, HttpServletResponse response) {
        // proxies in between must pass events on as they come
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Cache-Control", "no-store");
        return streams.open(person);
    }
}
