package org.otvet.server.platform;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AboutController {

    private final OtvetSettings settings;

    AboutController(OtvetSettings settings) {
        this.settings = settings;
    }

    @OpenToAll
    @GetMapping("/api/about")
    About about() {
        String version = AboutController.class.getPackage().getImplementationVersion();
        return new About("Otvet", version == null ? "development" : version, settings.demo());
    }

    record About(String name, String version, boolean demo) {}
}
