package org.otvet.switchboard;

import org.junit.jupiter.api.Nested;
import org.otvet.phone.SrtpSuite;
import org.otvet.phone.Transport;
import org.otvet.telephony.ExchangeContract;
import org.otvet.telephony.FarEnd;

class EmbeddedExchangeTest {

    @Nested
    class OverUdp extends ExchangeContract {
        @Override
        protected FarEnd farEnd() {
            return new SipFarEnd(Transport.UDP, true);
        }
    }

    @Nested
    class AtAFixedAddress extends ExchangeContract {
        @Override
        protected FarEnd farEnd() {
            return new SipFarEnd(Transport.UDP, false);
        }
    }

    @Nested
    class OverTcp extends ExchangeContract {
        @Override
        protected FarEnd farEnd() {
            return new SipFarEnd(Transport.TCP, true);
        }
    }

    @Nested
    class OverTls extends ExchangeContract {
        @Override
        protected FarEnd farEnd() {
            return new SipFarEnd(Transport.TLS, true);
        }
    }

    @Nested
    class OverTlsAtAFixedAddress extends ExchangeContract {
        @Override
        protected FarEnd farEnd() {
            return new SipFarEnd(Transport.TLS, false);
        }
    }

    @Nested
    class Encrypted extends ExchangeContract {
        @Override
        protected FarEnd farEnd() {
            return new SipFarEnd(Transport.TLS, true, SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        }
    }
}
