package org.otvet.server.demo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of the demonstration's things: the same at every start, so that setting them up again changes nothing. */
final class DemoId {

    static final UUID SHOP = of("project/shop");
    static final UUID HARBOUR = of("project/harbour");
    static final UUID SUPPORT = of("queue/support");
    static final UUID SALES = of("queue/sales");
    static final UUID HELPDESK = of("queue/helpdesk");
    static final UUID TRUNK = of("trunk/loopback");

    private DemoId() {}

    static UUID of(String name) {
        return UUID.nameUUIDFromBytes(("otvet-demo/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
