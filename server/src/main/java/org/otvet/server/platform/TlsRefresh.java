package org.otvet.server.platform;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks whether the certificate has been renewed. */
@Component
class TlsRefresh {

    private final TlsIdentity identity;

    TlsRefresh(TlsIdentity identity) {
        this.identity = identity;
    }

    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    void look() {
        identity.refresh();
    }
}
