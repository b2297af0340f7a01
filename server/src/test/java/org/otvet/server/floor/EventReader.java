package org.otvet.server.floor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an event stream the way a page does. */
final class EventReader implements AutoCloseable {

    record Event(String name, JsonNode data, long atNanos) {}

    final List<Event> events = new CopyOnWriteArrayList<>();
    volatile boolean over;
    private final InputStream stream;

    EventReader(HttpClient client, URI uri, String login) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(uri).header("X-Test-Login", login).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode());
        }
        stream = answer.body();
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        JsonMapper json = new JsonMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    events.add(new Event(name, json.readTree(line.substring(5)), System.nanoTime()));
                }
            }
        } catch (IOException e) {
            // closed by us or by the server: the same to a page
        } finally {
            over = true;
        }
    }

    /** Waits for an event, also one that came before. */
    Event await(String name, Predicate<JsonNode> like) {
        return Awaitility.await(name)
                .until(
                        () -> events.stream()
                                .filter(e -> e.name().equals(name) && like.test(e.data()))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
