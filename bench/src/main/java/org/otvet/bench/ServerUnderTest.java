package org.otvet.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program in a process and a home of its own, set up through its API as an administrator would. */
final class ServerUnderTest implements AutoCloseable {

    static final String CALLER_ADDRESS = "127.0.0.2";
    static final String AGENT_ADDRESS = "127.0.0.3";

    private static final String PASSWORD = "bench-password-1";

    final int httpPort;
    final int sipPort;

    private final Path home;
    private final Process process;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonMapper json = JsonMapper.builder().build();

    private ServerUnderTest(Path home, int httpPort, int sipPort, Process process) {
        this.home = home;
        this.httpPort = httpPort;
        this.sipPort = sipPort;
        this.process = process;
    }

    /** Starts the program from {@code jar} in a new home and waits until it is healthy. */
    static ServerUnderTest start(Path jar, List<String> javaOptions) throws IOException, InterruptedException {
        var home = Files.createTempDirectory("otvet-bench-");
        return start(jar, javaOptions, home);
    }

    static ServerUnderTest start(Path jar, List<String> javaOptions, Path home)
            throws IOException, InterruptedException {
        int httpPort = freePort();
        int sipPort = 5571;
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--home",
                home.toString(),
                "--http-port",
                "" + httpPort,
                "--sip-port",
                "" + sipPort,
                "--rtp-ports",
                "20000-29999"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("bench.out").toFile());
        builder.environment().put("OTVET_ADMIN_PASSWORD", PASSWORD);
        var server = new ServerUnderTest(home, httpPort, sipPort, builder.start());
        server.awaitHealthy(Duration.ofSeconds(90));
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitHealthy(Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the program ended while starting; see " + home.resolve("bench.out"));
            }
            try {
                var answer = http.send(
                        HttpRequest.newBuilder(uri("/actuator/health"))
                                .timeout(Duration.ofSeconds(2))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException(
                "not healthy after " + limit.toSeconds() + " s; see " + home.resolve("bench.out"));
    }

    long pid() {
        return process.pid();
    }

    Path home() {
        return home;
    }

    void signIn() throws IOException, InterruptedException {
        call("GET", "/api/about", null);
        call("POST", "/api/session", Map.of("login", "admin", "password", PASSWORD));
    }

    /**
     * {@code queues} queues of {@code agents} agents each, every agent a SIPp telephone at a fixed address; numbers 70001...
     * reach them unrecorded, 71001... recorded.
     */
    void setUpCentre(int queues, int agents, int agentProcesses, int firstAgentPort)
            throws IOException, InterruptedException {
        var project = create("/api/admin/projects", Map.of("name", "Bench", "locale", "en", "active", true));
        var trunk = create(
                "/api/admin/trunks",
                Map.of(
                        "name",
                        "bench",
                        "sources",
                        List.of(CALLER_ADDRESS + "/32"),
                        "peers",
                        List.of(),
                        "transport",
                        "udp",
                        "maxCalls",
                        0,
                        "projectIds",
                        List.of(project),
                        "active",
                        true));
        int n = 0;
        for (int q = 1; q <= queues; q++) {
            var members = new ArrayList<String>();
            for (int a = 0; a < agents; a++) {
                n++;
                members.add(create(
                        "/api/admin/users",
                        Map.of(
                                "login",
                                "bench" + n,
                                "name",
                                "Bench " + n,
                                "locale",
                                "en",
                                "roles",
                                List.of("agent"),
                                "projectIds",
                                List.of(project),
                                "enabled",
                                true,
                                "password",
                                PASSWORD,
                                "queueIds",
                                List.of(),
                                "phone",
                                Map.of(
                                        "kind",
                                        "fixed",
                                        "extension",
                                        "a" + n,
                                        "address",
                                        "sip:a" + n + "@" + AGENT_ADDRESS + ":"
                                                + (firstAgentPort + n % agentProcesses)))));
            }
            for (boolean recorded : new boolean[] {false, true}) {
                var queue = create(
                        "/api/admin/queues",
                        Map.ofEntries(
                                Map.entry("projectId", project),
                                Map.entry("name", (recorded ? "r" : "q") + q),
                                Map.entry("weight", 1),
                                Map.entry("answerMode", "on-agent"),
                                Map.entry("offerTimeoutSeconds", 20),
                                Map.entry("wrapUpSeconds", 0),
                                Map.entry("missedLimit", 3),
                                Map.entry("serviceTargetPercent", 80),
                                Map.entry("serviceTargetSeconds", 20),
                                Map.entry("recordCalls", recorded),
                                Map.entry("agentIds", members)));
                create(
                        "/api/admin/numbers",
                        Map.of(
                                "number",
                                (recorded ? "71" : "70") + String.format("%03d", q),
                                "trunkId",
                                trunk,
                                "projectId",
                                project,
                                "destination",
                                Map.of("kind", "queue", "queueId", queue),
                                "active",
                                true));
            }
            for (var member : members) {
                setState(member, "ready");
            }
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json.readTree(call("GET", path, null));
    }

    String agentId(String login) throws IOException, InterruptedException {
        for (var agent : get("/api/floor").get("agents")) {
            if (agent.get("login").asString().equals(login)) {
                return agent.get("id").asString();
            }
        }
        throw new IllegalArgumentException("no agent " + login);
    }

    void setState(String agentId, String state) throws IOException, InterruptedException {
        call("POST", "/api/floor/agents/" + agentId + "/state", Map.of("state", state));
    }

    /** The event stream of a page that sees the whole floor. */
    EventStream events() throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(uri("/api/events")).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("/api/events -> " + answer.statusCode());
        }
        return new EventStream(answer.body());
    }

    private String create(String path, Object body) throws IOException, InterruptedException {
        return json.readTree(call("POST", path, body)).get("id").asString();
    }

    private String call(String method, String path, @org.jspecify.annotations.Nullable Object body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json");
        cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + " -> " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (home.getFileName().toString().startsWith("otvet-bench-")) {
            try (var files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
