package org.otvet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's browser as far as HTTP goes: keeps cookies, sends the CSRF token back. One has one session at most. */
public final class Browser {

    public static final String ADMIN_PASSWORD = "correct horse battery";

    private static final JsonMapper JSON = new JsonMapper();

    private final Supplier<URI> base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client;
    private final @Nullable SSLContext trusted;

    public Browser(Supplier<URI> base) {
        this(base, null);
    }

    /** @param trusted whose certificates it takes; null for those everybody takes */
    public Browser(Supplier<URI> base, @Nullable SSLContext trusted) {
        this.base = base;
        this.trusted = trusted;
        HttpClient.Builder builder =
                HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(Duration.ofSeconds(5));
        client = (trusted == null ? builder : builder.sslContext(trusted)).build();
    }

    /** Another browser with no cookies. */
    public Browser another() {
        return new Browser(base, trusted);
    }

    /** A new browser, signed in. */
    public Browser signedIn(String login, String password) {
        Browser browser = another();
        Answer answer = browser.signIn(login, password);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return browser;
    }

    /** A new browser, signed in as administrator. */
    public Browser admin() {
        return signedIn("admin", ADMIN_PASSWORD);
    }

    public Answer signIn(String login, String password) {
        return post("/api/session", Map.of("login", login, "password", password));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, @Nullable Object body) {
        return send(change(path).POST(json(body)));
    }

    public Answer put(String path, @Nullable Object body) {
        return send(change(path).PUT(json(body)));
    }

    public Answer delete(String path) {
        return send(change(path).DELETE());
    }

    /** A request to build on, with the CSRF header; {@link #send} it. */
    public HttpRequest.Builder change(String path) {
        if (cookie("XSRF-TOKEN") == null) {
            get("/api/about");
        }
        HttpRequest.Builder request = request(path);
        String token = cookie("XSRF-TOKEN");
        if (token != null) {
            request.header("X-XSRF-TOKEN", token);
        }
        return request;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30));
    }

    public URI uri(String path) {
        return base.get().resolve(path);
    }

    public HttpClient client() {
        return client;
    }

    /** For a WebSocket handshake or a client of another make: {@code name=value; ...}. */
    public String cookieHeader() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    public @Nullable String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.BodyPublisher json(@Nullable Object body) {
        return body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(
                        body instanceof String text ? text : JSON.writeValueAsString(body));
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** This answer, after making sure of its status. */
        public Answer expect(int status) {
            assertThat(status())
                    .as(response.request().method() + " " + response.uri() + ": " + text())
                    .isEqualTo(status);
            return this;
        }
    }
}
