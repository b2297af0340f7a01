package org.otvet.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void packagesKnowOnlyWhatTheyMay() {
        ApplicationModules.of(OtvetApplication.class).verify();
    }
}
