package org.otvet.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

@OtvetServerTest
@Import(SignInTest.Heard.class)
class SignInTest {

    @TestConfiguration
    static class Heard {
        final List<SessionsEnded> ended = new CopyOnWriteArrayList<>();

        @EventListener
        void on(SessionsEnded event) {
            ended.add(event);
        }
    }

    @Autowired
    Browser browser;

    @Autowired
    Heard heard;

    @Test
    void showsWhoIsSignedInAndForgetsAtSignOut() {
        browser.get("/api/session").expect(401);
        Browser admin = browser.admin();
        var me = admin.get("/api/session").expect(200).json();
        assertThat(me.get("login").asString()).isEqualTo("admin");
        assertThat(me.get("permissions").toString()).contains("manage-users").doesNotContain("take-calls");
        assertThat(me.get("agent").asBoolean()).isFalse();
        assertThat(me.get("mustChangePassword").asBoolean()).isFalse();

        Browser elsewhere = browser.admin();
        admin.delete("/api/session").expect(204);
        admin.get("/api/session").expect(401);
        elsewhere.get("/api/session").expect(401);
        assertThat(heard.ended)
                .extracting(event -> event.personId().toString())
                .contains(me.get("id").asString());
    }

    @Test
    void answersAlikeForAWrongPasswordAndAnUnknownLogin() {
        Browser.Answer wrong =
                browser.another().signIn("admin", "not the password").expect(401);
        Browser.Answer unknown =
                browser.another().signIn("nobody-here", "not the password").expect(401);
        assertThat(wrong.text()).isEqualTo(unknown.text());
        assertThat(wrong.json().get("code").asString()).isEqualTo("bad-credentials");
        assertThat(wrong.response().headers().firstValue("content-type").orElse(""))
                .startsWith("application/problem+json");
    }

    @Test
    void shutsOutALoginAfterFiveFailuresAndOnlyThatLogin() {
        Browser guesser = browser.another();
        for (int i = 0; i < Lockout.FREE_BY_LOGIN; i++) {
            guesser.signIn("victim", "guess number " + i).expect(401);
        }
        Browser.Answer locked = guesser.signIn("victim", "another guess").expect(429);
        assertThat(locked.json().get("code").asString()).isEqualTo("locked");
        assertThat(locked.json().get("retryAfterSeconds").asInt()).isBetween(1, Lockout.FIRST_SECONDS);
        browser.admin().get("/api/session").expect(200);
    }

    @Test
    void takesNoChangeWithoutTheCsrfToken() {
        Browser admin = browser.admin();
        HttpRequest.Builder bare = admin.request("/api/session/preferences")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"locale\":\"en\",\"theme\":\"dark\"}"));
        assertThat(admin.send(bare).expect(403).json().get("code").asString()).isEqualTo("csrf");
        HttpRequest.Builder foreign = admin.change("/api/session/preferences")
                .header("Sec-Fetch-Site", "cross-site")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"locale\":\"en\",\"theme\":\"dark\"}"));
        assertThat(admin.send(foreign).expect(403).json().get("code").asString())
                .isEqualTo("csrf");
        var me = admin.put("/api/session/preferences", Map.of("locale", "en", "theme", "dark"))
                .expect(200)
                .json();
        assertThat(me.get("theme").asString()).isEqualTo("dark");
    }

    @Test
    void keepsTheCookieFromScriptsAndOtherSites() {
        Browser someone = browser.another();
        Browser.Answer answer = someone.signIn("admin", Browser.ADMIN_PASSWORD).expect(200);
        assertThat(answer.response().headers().allValues("set-cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("otvet-session=")
                        .contains("HttpOnly")
                        .contains("SameSite=Strict"));
        assertThat(answer.response().headers().firstValue("cache-control").orElse(""))
                .contains("no-store");
    }

    @Test
    void changesOnesOwnPasswordAndEndsTheOtherSessions() {
        Browser admin = browser.admin();
        admin.post(
                        "/api/admin/users",
                        Map.of(
                                "login",
                                "changer",
                                "name",
                                "Changer",
                                "password",
                                "first long password",
                                "roles",
                                List.of()))
                .expect(201);
        Browser one = browser.signedIn("changer", "first long password");
        Browser other = browser.signedIn("changer", "first long password");
        assertThat(one.get("/api/session").json().get("mustChangePassword").asBoolean())
                .isTrue();
        assertThat(one.put("/api/session/password", Map.of("current", "wrong", "next", "short"))
                        .expect(422)
                        .json()
                        .get("fields")
                        .toString())
                .contains("\"current\":\"wrong\"")
                .contains("\"next\":\"too-short\"");
        one.put("/api/session/password", Map.of("current", "first long password", "next", "second long password"))
                .expect(204);
        assertThat(one.get("/api/session")
                        .expect(200)
                        .json()
                        .get("mustChangePassword")
                        .asBoolean())
                .isFalse();
        other.get("/api/session").expect(401);
        browser.another().signIn("changer", "first long password").expect(401);
        browser.signedIn("changer", "second long password");
    }

    @Test
    void signsOutWhoeverIsSwitchedOff() {
        Browser admin = browser.admin();
        String id = admin.post(
                        "/api/admin/users",
                        Map.of(
                                "login",
                                "leaver",
                                "name",
                                "Leaver",
                                "password",
                                "a long enough one",
                                "roles",
                                List.of("agent")))
                .expect(201)
                .json()
                .get("id")
                .asString();
        Browser leaver = browser.signedIn("leaver", "a long enough one");
        admin.put("/api/admin/users/" + id, Map.of("enabled", false)).expect(200);
        leaver.get("/api/session").expect(401);
        browser.another().signIn("leaver", "a long enough one").expect(401);
        admin.delete("/api/admin/users/" + id).expect(204);
        admin.get("/api/admin/users/" + id).expect(404);
    }

    @Test
    void answersMalformedJsonAndUnknownPathsWithProblems() {
        Browser admin = browser.admin();
        assertThat(admin.post("/api/session", "{not json")
                        .expect(400)
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("malformed");
        assertThat(admin.get("/api/nothing/here").expect(404).json().get("code").asString())
                .isEqualTo("not-found");
        assertThat(admin.put("/api/about", Map.of())
                        .expect(405)
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("method-not-allowed");
        assertThat(admin.get("/api/admin/users/not-a-uuid").expect(400).text()).doesNotContain("Exception");
    }
}
