package org.otvet.switchboard.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.switchboard.names.ServerLocation.Server;

class ServerLocationTest {

    private TestNameServer dns;
    private ServerLocation location;

    @BeforeEach
    void start() throws IOException {
        dns = new TestNameServer();
        location = new ServerLocation(dns.records(), new Random(7));
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void serversComeByTheirPriority() throws IOException {
        dns.srv("_sip._udp.carrier.example", 20, 0, 5080, "spare.carrier.example")
                .srv("_sip._udp.carrier.example", 10, 5, 5070, "main.carrier.example");

        assertThat(location.locate("carrier.example", "udp"))
                .containsExactly(
                        new Server("main.carrier.example", 5070, "udp"),
                        new Server("spare.carrier.example", 5080, "udp"));
    }

    @Test
    void theDomainMaySayHowItWantsToBeReached() throws IOException {
        dns.naptr("carrier.example", 10, 20, "SIP+D2U", "_sip._udp.carrier.example")
                .naptr("carrier.example", 10, 10, "SIP+D2T", "_sip._tcp.inside.example")
                .naptr("carrier.example", 5, 10, "SIPS+D2T", "_sips._tcp.carrier.example")
                .srv("_sip._tcp.inside.example", 1, 1, 5061, "tcp.carrier.example")
                .srv("_sip._udp.carrier.example", 1, 1, 5060, "udp.carrier.example");

        assertThat(location.locate("carrier.example", "udp"))
                .containsExactly(
                        new Server("tcp.carrier.example", 5061, "tcp"), new Server("udp.carrier.example", 5060, "udp"));
    }

    @Test
    void equalsShareByTheirWeights() throws IOException {
        dns.srv("_sip._udp.carrier.example", 1, 90, 5060, "strong.example")
                .srv("_sip._udp.carrier.example", 1, 10, 5060, "weak.example")
                .srv("_sip._udp.carrier.example", 1, 0, 5060, "idle.example");

        var first = IntStream.range(0, 200)
                .mapToObj(i -> {
                    try {
                        var servers = location.locate("carrier.example", "udp");
                        assertThat(servers).hasSize(3);
                        return servers.getFirst().host();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .filter("strong.example"::equals)
                .count();
        assertThat(first).isBetween(140L, 199L);
    }

    @Test
    void aHostWithoutServiceIsFoundByItsAddress() throws IOException {
        assertThat(location.locate("host.example", "udp")).isEmpty();
        dns.srv("_sip._udp.gone.example", 0, 0, 5060, "");
        assertThat(location.locate("gone.example", "udp")).isEmpty();
    }

    @Test
    void aSilentServerIsNotTakenForAnEmptyDomain() throws IOException {
        dns.close();
        assertThatThrownBy(() -> location.locate("carrier.example", "udp"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("carrier.example");
    }
}
