package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.phone.SipPhone;
import org.otvet.server.Browser;

/** The program with its page by HTTPS and SIP over TLS, under its own certificate and under the operator's. */
class SecuredPageIT {

    private static final String PASSWORD = "a long pass phrase 7";

    @TempDir
    Path folder;

    private final int httpsPort = OwnProcess.freePort();
    private final int sipTlsPort = OwnProcess.freePort();

    private OwnProcess start(Map<String, String> environment) {
        return new OwnProcess(
                folder,
                environment,
                "--https-port",
                Integer.toString(httpsPort),
                "--sip-tls-port",
                Integer.toString(sipTlsPort));
    }

    private Browser browser(SSLContext trusted) {
        return new Browser(() -> URI.create("https://127.0.0.1:" + httpsPort + "/"), trusted);
    }

    @Test
    void underASelfMadeCertificateThePageAndTelephonesAreSecured() throws Exception {
        try (OwnProcess otvet = start(Map.of())) {
            Path certificate = otvet.home().resolve("tls").resolve("certificate.pem");
            await("the certificate is made").atMost(Duration.ofSeconds(120)).until(() -> Files.exists(certificate));
            SSLContext trusted = trusting(certificate);
            otvet.awaitHealthy(browser(trusted));
            await().atMost(Duration.ofSeconds(20)).until(() -> otvet.said().contains("Otvet is up"));
            assertThat(otvet.said())
                    .contains("https://127.0.0.1:" + httpsPort + "/")
                    .containsPattern("Self-made certificate, SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}");

            Browser admin = browser(trusted).admin();
            var signedIn =
                    browser(trusted).signIn("admin", Browser.ADMIN_PASSWORD).response();
            assertThat(signedIn.headers().allValues("Set-Cookie"))
                    .filteredOn(cookie -> cookie.startsWith("otvet-session"))
                    .allMatch(cookie -> cookie.contains("Secure") && cookie.contains("HttpOnly"));
            assertThat(signedIn.headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
            assertThat(redirectOf(otvet.httpPort(), "/calls?size=5"))
                    .isEqualTo("https://127.0.0.1:" + httpsPort + "/calls?size=5");

            assertTelephoneRegistersOverTls(admin, trusted);
        }
    }

    private void assertTelephoneRegistersOverTls(Browser admin, SSLContext trusted) {
        String project = admin.post("/api/admin/projects", Map.of("name", "Shop", "locale", "en", "active", true))
                .expect(201)
                .json()
                .get("id")
                .asString();
        var user = admin.post(
                        "/api/admin/users",
                        Map.of(
                                "login",
                                "secured",
                                "name",
                                "Secured",
                                "locale",
                                "en",
                                "roles",
                                java.util.List.of("agent"),
                                "projectIds",
                                java.util.List.of(project),
                                "queueIds",
                                java.util.List.of(),
                                "enabled",
                                true,
                                "password",
                                PASSWORD,
                                "phone",
                                Map.of(
                                        "kind",
                                        "sip",
                                        "extension",
                                        "301",
                                        "sipPassword",
                                        "secret of the phone",
                                        "encryption",
                                        "required")))
                .expect(201)
                .json();
        assertThat(user.get("phone").get("encryption").asString()).isEqualTo("required");
        var trunk = admin.post(
                        "/api/admin/trunks",
                        Map.of(
                                "name",
                                "Carrier",
                                "sources",
                                java.util.List.of("127.0.0.2"),
                                "peers",
                                java.util.List.of("sips:sip.example.net", "sip.example.org:5061;transport=tls"),
                                "transport",
                                "tls",
                                "encryption",
                                "required",
                                "certificate",
                                "ab:".repeat(31) + "cd"))
                .expect(201)
                .json();
        assertThat(trunk.get("certificate").asString()).isEqualTo("AB".repeat(31) + "CD");
        assertThat(trunk.get("encryption").asString()).isEqualTo("required");
        var changed = admin.put(
                        "/api/admin/trunks/" + trunk.get("id").asString(),
                        Map.of("name", "Carrier", "sources", java.util.List.of("127.0.0.2"), "transport", "tls"))
                .expect(200)
                .json();
        assertThat(changed.get("encryption").asString())
                .as("kept by a program that does not know it")
                .isEqualTo("required");
        assertThat(changed.get("certificate").asString()).isEqualTo("AB".repeat(31) + "CD");
        admin.put(
                        "/api/admin/trunks/" + trunk.get("id").asString(),
                        Map.of("name", "Carrier", "sources", java.util.List.of("127.0.0.2"), "encryption", "maybe"))
                .expect(422);
        try (SipPhone phone = SipPhone.builder("301")
                .password("secret of the phone")
                .tls(trusted)
                .server("127.0.0.1", sipTlsPort)
                .start()) {
            phone.register().awaitRegistered(Duration.ofSeconds(20));
        }
    }

    @Test
    void theOperatorsCertificateIsShownAndReadAgainWhenItChanges() throws Exception {
        openssl("one");
        openssl("other");
        Path certificate = Files.copy(folder.resolve("one.pem"), folder.resolve("own.pem"));
        Path key = Files.copy(folder.resolve("one.key"), folder.resolve("own.key"));
        try (OwnProcess otvet =
                start(Map.of("OTVET_TLS_CERT", certificate.toString(), "OTVET_TLS_KEY", key.toString()))) {
            SSLContext first = trusting(folder.resolve("one.pem"));
            otvet.awaitHealthy(browser(first));
            assertThat(browser(first).get("/api/about").response().headers().firstValue("Strict-Transport-Security"))
                    .hasValue("max-age=31536000");

            Files.writeString(key, Files.readString(folder.resolve("other.key")));
            Files.writeString(certificate, Files.readString(folder.resolve("other.pem")));

            SSLContext second = trusting(folder.resolve("other.pem"));
            await("the other certificate is shown")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> browser(second).get("/api/about").status() == 200);
        }
    }

    /** A certificate as an operator's own tool makes it. */
    private void openssl(String name) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + name,
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        folder.resolve(name + ".key").toString(),
                        "-out",
                        folder.resolve(name + ".pem").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("openssl.log")))
                .isZero();
    }

    private static String redirectOf(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(308);
            return answer.headers().firstValue("Location").orElse("");
        }
    }

    private static SSLContext trusting(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
