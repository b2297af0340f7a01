package org.otvet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.json.JsonMapper;

/** The states of agents as a supervisor's page is told of them, with the time each arrived. */
final class EventStream implements AutoCloseable {

    record Told(String agentId, String login, String state, Instant at) {}

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final InputStream stream;

    EventStream(InputStream stream) {
        this.stream = stream;
        Thread.ofPlatform().daemon().name("event-stream").start(this::read);
    }

    Iterable<Told> told() {
        return told;
    }

    private void read() {
        var json = JsonMapper.builder().build();
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var name = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:") && name.equals("floor-change")) {
                    var now = Instant.now();
                    for (var agent : json.readTree(line.substring(5)).get("agents")) {
                        told.add(new Told(
                                agent.get("id").asString(),
                                agent.get("login").asString(),
                                agent.get("state").asString(),
                                now));
                    }
                }
            }
        } catch (IOException e) {
            // closed by us
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
