package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.SOON;
import static org.otvet.server.people.CurrentPerson.OTVET;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.outbound.Outbound;
import org.otvet.server.people.People;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue.AnswerMode;
import org.otvet.server.projects.TrunkLine;
import org.otvet.server.projects.TrunkOutgoing;
import org.otvet.server.projects.TrunkSecurity;
import org.otvet.switchboard.EmbeddedExchange;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Two carriers at two prices, and what an agent may call over them. */
@OtvetServerTest
class OutboundRoutesIT {

    private static final String CHEAP_HOST = "127.0.0.21";
    private static final String DEAR_HOST = "127.0.0.22";

    @Autowired
    Browser browser;

    @Autowired
    People people;

    @Autowired
    Projects projects;

    @Autowired
    Outbound outbound;

    @Autowired
    EmbeddedExchange exchange;

    private final List<SipPhone> carriers = new ArrayList<>();
    private final UUID cheapTrunk = UUID.nameUUIDFromBytes("cheap trunk".getBytes());
    private final UUID dearTrunk = UUID.nameUUIDFromBytes("dear trunk".getBytes());
    private TestCentre centre;
    private TestAgent agent;

    @BeforeEach
    void open() {
        centre = new TestCentre(browser, people, projects, exchange.sipAddress()).open(AnswerMode.AT_ONCE, 10, 3);
        agent = centre.agent(1, phone -> phone.incoming(AnswerPolicy.answer()));
        await().atMost(SOON)
                .until(() -> agent.look().get("phone").get("reachable").asBoolean());
        agent.desk().put("/api/agent/state", Map.of("state", "pause")).expect(200);
    }

    @AfterEach
    void close() throws Exception {
        centre.close();
        carriers.forEach(SipPhone::close);
        browser.admin()
                .get("/api/admin/trunk-routes")
                .expect(200)
                .json()
                .forEach(route -> browser.admin()
                        .delete("/api/admin/trunk-routes/" + route.get("id").asString())
                        .expect(204));
    }

    private SipPhone carrier(UUID trunk, String name, String host, boolean asserted, AnswerPolicy policy) {
        SipPhone carrier =
                SipPhone.builder("carrier").bind(host, 0).incoming(policy).start();
        carriers.add(carrier);
        projects.put(
                OTVET,
                new TrunkLine(
                        trunk,
                        name,
                        List.of(host),
                        List.of(host + ":" + carrier.port()),
                        "udp",
                        0,
                        Set.of(centre.project),
                        true,
                        null,
                        List.of(),
                        new TrunkOutgoing("74957777777", asserted, 0, 3),
                        TrunkSecurity.USUAL));
        return carrier;
    }

    private SipPhone cheap(AnswerPolicy policy) {
        return carrier(cheapTrunk, "Cheap", CHEAP_HOST, false, policy);
    }

    private SipPhone dear(AnswerPolicy policy) {
        return carrier(dearTrunk, "Dear", DEAR_HOST, true, policy);
    }

    private void route(UUID trunk, String prefix, int strip, String add, String cost) {
        browser.admin()
                .post(
                        "/api/admin/trunk-routes",
                        Map.of(
                                "trunkId",
                                trunk,
                                "prefix",
                                prefix,
                                "strip",
                                strip,
                                "add",
                                add,
                                "cost",
                                new BigDecimal(cost)))
                .expect(201);
    }

    private void rules(Map<String, ?> changes) {
        Map<String, Object> rules = new HashMap<>();
        rules.put("country", "RU");
        rules.putAll(changes);
        browser.admin()
                .put("/api/admin/outbound-rules/" + centre.project, rules)
                .expect(200);
    }

    private Browser.Answer dial(String number) {
        return agent.desk().post("/api/agent/dial", Map.of("number", number, "projectId", centre.project.toString()));
    }

    private void finish() {
        agent.awaitDesk("wrap-up");
        agent.wrapUp(centre.sold, "");
        agent.awaitDesk("pause");
    }

    @Test
    void theCheapestCarrierComesFirstAndTheNextStandsInWithItsOwnDigits() {
        SipPhone cheap = cheap(AnswerPolicy.reject(503));
        SipPhone dear = dear(AnswerPolicy.answer());
        route(dearTrunk, "", 0, "00", "2.5");
        route(cheapTrunk, "+7", 1, "8", "0.9");
        route(cheapTrunk, "+7495", 0, "77", "9");

        dial("8 (800) 555-07-81").expect(200);

        PhoneCall first = cheap.awaitCall(SOON);
        PhoneCall second = dear.awaitCall(SOON).awaitUp(SOON);
        assertThat(first).endsWith(503);
        assertThat(first.target()).contains("sip:88005550781@");
        assertThat(first.header("P-Asserted-Identity")).isEmpty();
        assertThat(second.target()).contains("sip:0078005550781@");
        assertThat(second.callerNumber()).isEqualTo(centre.queueNumber);
        assertThat(second.header("P-Asserted-Identity")).contains("sip:" + centre.queueNumber + "@");
        second.hangUp();
        JsonNode call = centre.awaitCall("+78005550781", "answered");
        List<JsonNode> routed = new ArrayList<>();
        centre.details(call).get("facts").forEach(fact -> {
            if (fact.get("type").asString().equals("outbound.routed")) {
                routed.add(fact.get("data"));
            }
        });
        assertThat(routed).extracting(data -> data.get("trunk").asString()).containsExactly("Cheap", "Dear");
        assertThat(routed.getLast().get("statusBefore").asInt()).isEqualTo(503);
        finish();

        // a dearer beginning of the cheap one makes the other the cheaper
        dial("+7 495 123-45-67").expect(200);
        PhoneCall third = dear.awaitCall(SOON).awaitUp(SOON);
        assertThat(third.target()).contains("sip:0074951234567@");
        third.hangUp();
        assertThat(cheap.calls()).hasSize(1);
        finish();
    }

    @Test
    void theAnswerOfTheNumberStandsAndIsToldInWords() {
        SipPhone cheap = cheap(AnswerPolicy.reject(404));
        SipPhone dear = dear(AnswerPolicy.answer());
        route(cheapTrunk, "+7", 0, "", "1");
        route(dearTrunk, "+7", 0, "", "2");

        dial("88005550782").expect(200);

        assertThat(cheap.awaitCall(SOON)).endsWith(404);
        agent.awaitDesk("wrap-up");
        JsonNode failure = agent.look().get("wrapUp").get("failure");
        assertThat(failure.get("cause").asString()).isEqualTo("not-found");
        assertThat(failure.get("status").asInt()).isEqualTo(404);
        assertThat(dear.calls()).isEmpty();
    }

    @Test
    void theTrunksOwnNumberIsShownWhereTheProjectWantsThat() {
        SipPhone cheap = cheap(AnswerPolicy.answer());
        rules(Map.of("callerFrom", "trunk"));

        dial("88005550783").expect(200);

        PhoneCall call = cheap.awaitCall(SOON).awaitUp(SOON);
        assertThat(call.target()).contains("sip:+78005550783@");
        assertThat(call.callerNumber()).isEqualTo("74957777777");
        call.hangUp();
        finish();
    }

    @Test
    void abroadIsForbiddenUntilItIsAllowedAndAnAlarmSaysThatSomebodyTried() {
        SipPhone cheap = cheap(AnswerPolicy.answer());
        assertThat(dial("810 49 30 123456").expect(422).json().get("code").asString())
                .isEqualTo("outbound-country");
        assertThat(dial("8 809 505 12 34").expect(422).json().get("code").asString())
                .isEqualTo("outbound-premium");
        assertThat(dial("555 12 34").expect(422).json().get("code").asString()).isEqualTo("number-no-area-code");
        assertThat(cheap.calls()).isEmpty();

        rules(Map.of("countries", List.of("DE")));
        dial("810 49 30 123456").expect(200);
        PhoneCall call = cheap.awaitCall(SOON).awaitUp(SOON);
        assertThat(call.target()).contains("sip:+4930123456@");
        call.hangUp();
        finish();
    }

    @Test
    void whatADayUsedIsKeptInTheDatabase() {
        SipPhone cheap = cheap(AnswerPolicy.answer());
        route(cheapTrunk, "+7", 0, "", "60");
        rules(Map.of("agentCalls", 1, "projectCost", new BigDecimal("100.50")));
        JsonNode row = browser.admin()
                .get("/api/admin/outbound-rules/" + centre.project)
                .expect(200)
                .json();
        assertThat(row.get("projectCost").decimalValue()).isEqualByComparingTo("100.5");

        dial("88005550784").expect(200);
        PhoneCall call = cheap.awaitCall(SOON).awaitUp(SOON);
        agent.awaitDesk("talking");
        assertThat(agent.look().get("call").get("endsAt").asString()).isNotEmpty();
        call.hangUp();
        finish();

        assertThat(dial("88005550784").expect(422).json().get("code").asString())
                .isEqualTo("outbound-agent-calls");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(outbound.used(Instant.now())).anySatisfy(used -> {
                    assertThat(used.projectId()).isEqualTo(centre.project);
                    assertThat(used.agentId()).isEqualTo(agent.id());
                    assertThat(used.spent().calls()).isEqualTo(1);
                    assertThat(used.spent().ms()).isPositive();
                    assertThat(used.spent().costMicros()).isPositive();
                }));
    }

    @Test
    void aTransferOutsideGoesThroughTheSameDoor() {
        SipPhone cheap = cheap(AnswerPolicy.answer());
        agent.desk().put("/api/agent/state", Map.of("state", "ready")).expect(200);
        PhoneCall customer =
                centre.caller("+79215550790", 440).call(centre.queueNumber).awaitUp(SOON);
        agent.awaitDesk("talking");
        String transfer = "/api/agent/call/" + agent.interaction() + "/transfer";

        assertThat(agent.desk()
                        .post(transfer, Map.of("number", "+49 30 123456"))
                        .expect(422)
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("outbound-country");
        agent.desk().post(transfer, Map.of("number", "8 800 555 07 85")).expect(200);
        PhoneCall outside = cheap.awaitCall(SOON).awaitUp(SOON);
        assertThat(outside.target()).contains("sip:+78005550785@");
        customer.hangUp();
        assertThat(outside).endsWith(200);
    }

    @Test
    void rulesThatMakeNoSenseAreRefusedFieldByField() {
        JsonNode fields = browser.admin()
                .put(
                        "/api/admin/outbound-rules/" + centre.project,
                        Map.of(
                                "country",
                                "XX",
                                "countries",
                                List.of("YY"),
                                "allowed",
                                List.of("4930"),
                                "callerNumber",
                                "79160000000",
                                "agentCalls",
                                -1))
                .expect(422)
                .json()
                .get("fields");
        assertThat(fields.propertyNames())
                .containsExactlyInAnyOrder("country", "countries", "allowed", "callerNumber", "agentCalls");
        agent.desk()
                .put("/api/admin/outbound-rules/" + centre.project, Map.of())
                .expect(403);
    }
}
