package org.otvet.server.endtoend;

import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.otvet.phone.SipPhone;
import org.otvet.server.Browser;
import tools.jackson.databind.JsonNode;

/** An agent with a SIP phone and a desk. */
record TestAgent(UUID id, SipPhone phone, Browser desk) {

    JsonNode look() {
        return desk.get("/api/agent").expect(200).json();
    }

    String state() {
        return look().get("state").asString();
    }

    TestAgent ready() {
        await("phone is reachable")
                .atMost(TestCentre.SOON)
                .until(() -> look().get("phone").get("reachable").asBoolean());
        desk.put("/api/agent/state", Map.of("state", "ready")).expect(200);
        return this;
    }

    TestAgent awaitDesk(String state) {
        await(this + " is " + state).atMost(TestCentre.SOON).until(this::state, state::equals);
        return this;
    }

    String interaction() {
        return look().get("call").get("interactionId").asString();
    }

    void act(String action) {
        desk.post("/api/agent/call/" + interaction() + "/" + action, Map.of()).expect(204);
    }

    void digits(String digits) {
        desk.post("/api/agent/call/" + interaction() + "/digits", Map.of("digits", digits))
                .expect(204);
    }

    void wrapUp(UUID disposition, String notes) {
        String interaction = look().get("wrapUp").get("interactionId").asString();
        desk.post(
                        "/api/agent/wrap-up",
                        Map.of("interactionId", interaction, "dispositionId", disposition.toString(), "notes", notes))
                .expect(200);
    }

    @Override
    public String toString() {
        return "agent " + phone.user();
    }
}
