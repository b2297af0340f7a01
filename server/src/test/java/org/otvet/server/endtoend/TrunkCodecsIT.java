package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.otvet.phone.Codec;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.switchboard.EmbeddedExchange;
import org.springframework.beans.factory.annotation.Autowired;

/** Over a trunk is spoken what its settings say. */
@OtvetServerTest
class TrunkCodecsIT {

    private static final String CARRIER = "127.0.0.14";

    @Autowired
    Browser browser;

    @Autowired
    EmbeddedExchange exchange;

    @Test
    void aTrunkTakesOnlyTheCodecsItIsGiven() {
        Browser admin = browser.admin();
        Browser.Answer made =
                admin.post("/api/admin/trunks", trunk("pcmu", "Opus")).expect(201);
        String id = made.json().get("id").asString();
        try {
            assertThat(made.json().get("codecs").toString()).isEqualTo("[\"PCMU\",\"opus\"]");
            admin.put("/api/admin/trunks/" + id, trunk("PCMU", "G729")).expect(422);
            admin.put("/api/admin/trunks/" + id, trunk("PCMU", "pcmu")).expect(422);

            try (SipPhone aLaw = phone(Codec.PCMA);
                    SipPhone muLaw = phone(Codec.PCMU)) {
                assertThat(aLaw.call("0").awaitEnd(SOON).status()).isEqualTo(488);
                // nobody has this number, but what it speaks is no reason
                PhoneCall unknown = muLaw.call("0");
                assertThat(unknown.awaitEnd(SOON).status()).isEqualTo(404);
            }
        } finally {
            admin.delete("/api/admin/trunks/" + id).expect(204);
        }
    }

    private SipPhone phone(Codec codec) {
        return SipPhone.builder("caller")
                .bind(CARRIER, 0)
                .server(
                        exchange.sipAddress().getHostString(),
                        exchange.sipAddress().getPort())
                .codecs(codec)
                .start();
    }

    private static Map<String, Object> trunk(String... codecs) {
        return new HashMap<>(Map.of(
                "name",
                "Carrier with codecs",
                "sources",
                List.of(CARRIER),
                "peers",
                List.of(),
                "transport",
                "udp",
                "maxCalls",
                0,
                "projectIds",
                List.of(),
                "active",
                true,
                "codecs",
                List.of(codecs)));
    }
}
