package org.otvet.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otvet.server.platform.OtvetSettings.Secured;

class SecuredSettingsTest {

    private static Secured read(Map<String, String> environment, String... args) {
        return CommandLine.read(args, environment).secured();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void onThisMachineNothingIsSecuredUnlessAskedFor(String address) {
        assertThat(read(Map.of(), "--listen", address)).isEqualTo(Secured.NOTHING);
        Secured asked = read(Map.of(), "--listen", address, "--https-port", "9443", "--sip-tls-port=9061");
        assertThat(asked.httpsPort()).isEqualTo(9443);
        assertThat(asked.sipPort()).isEqualTo(9061);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void beyondItBothAreSecuredUnlessSwitchedOff(String address) {
        Secured usual = read(Map.of("OTVET_LISTEN", address));
        assertThat(usual.httpsPort()).isEqualTo(8443);
        assertThat(usual.sipPort()).isEqualTo(5061);
        assertThat(usual.page()).isTrue();
        assertThat(read(Map.of("OTVET_LISTEN", address, "OTVET_HTTPS_PORT", "off", "OTVET_SIP_TLS_PORT", "off")))
                .isEqualTo(Secured.NOTHING);
    }

    @Test
    void aCertificateComesWithItsKey() {
        assertThatThrownBy(() -> read(Map.of("OTVET_TLS_CERT", "/etc/cert.pem")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("OTVET_TLS_KEY");
    }
}
