package org.otvet.server;

import org.otvet.server.platform.Launch;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program: one process with the exchange, the floor, the ledger and the page. */
@SpringBootApplication
public class OtvetApplication {

    static void main(String[] args) {
        Launch.run(OtvetApplication.class, args);
    }
}
