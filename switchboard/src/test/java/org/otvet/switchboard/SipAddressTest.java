package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otvet.switchboard.sip.Transport;

class SipAddressTest {

    @ParameterizedTest
    @CsvSource({
        "sip:a1@127.0.0.3:5091, a1, 127.0.0.3, 5091, UDP, false",
        "pbx.example.com, '', pbx.example.com, 5060, UDP, false",
        "sip:7@[::1]:5080;transport=tcp, 7, ::1, 5080, TCP, false",
        "SIP:x@host;Transport=TCP, x, host, 5060, TCP, false",
        "host;transport=tls, '', host, 5061, TLS, false",
        "sips:a@host, a, host, 5061, TLS, true",
    })
    void readsWhatAdministratorsWrite(
            String text, String user, String host, int port, Transport transport, boolean sips) {
        assertThat(SipAddress.parse(text, "udp")).isEqualTo(new SipAddress(user, host, port, transport, sips));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sip:", "sip:a@", "host:port", "host:0", "host:70000"})
    void refusesWhatMakesNoSense(String text) {
        assertThat(SipAddress.parse(text, "udp")).isNull();
    }

    @Test
    void rangesContainTheirAddressesOnly() throws UnknownHostException {
        var range = AddressRange.parse("10.1.16.0/20");
        assertThat(range.contains(InetAddress.getByName("10.1.31.255"))).isTrue();
        assertThat(range.contains(InetAddress.getByName("10.1.32.0"))).isFalse();
        assertThat(range.contains(InetAddress.getByName("::1"))).isFalse();
        assertThat(AddressRange.parse("0.0.0.0/0").contains(InetAddress.getByName("8.8.8.8")))
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse("example.com"));
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse("10.0.0.0/33"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, 'Signal=5\r\nDuration=120\r\n', 5, 120",
        "application/dtmf-relay, 'signal= # ', #, 160",
        "application/dtmf, a, A, 160",
    })
    void readsKeysFromInfo(String type, String body, char key, int length) {
        assertThat(InfoDigit.parse(type, body)).isEqualTo(new InfoDigit(key, length));
    }

    @Test
    void ignoresOtherInfo() {
        assertThat(InfoDigit.parse("application/dtmf-relay", "Signal=x")).isNull();
        assertThat(InfoDigit.parse("text/plain", "Signal=5")).isNull();
        assertThat(InfoDigit.parse("application/dtmf", "")).isNull();
    }
}
