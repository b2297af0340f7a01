package org.otvet.switchboard;

import org.junit.jupiter.api.Nested;
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
}
