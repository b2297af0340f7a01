package org.otvet.server.lines;

import java.util.List;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.telephony.Exchange;
import org.otvet.telephony.LegSnapshot;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TechnicalController {

    private final Exchange exchange;

    TechnicalController(Exchange exchange) {
        this.exchange = exchange;
    }

    @GetMapping("/api/technical/legs")
    @Requires(Permission.SEE_TECHNICAL)
    List<LegSnapshot> legs() {
        return exchange.legs();
    }
}
