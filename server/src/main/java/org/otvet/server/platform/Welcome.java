package org.otvet.server.platform;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the operator reads on standard output once Otvet is up. Thread-safe. */
public final class Welcome {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Adds a line; lines added after the start are not shown. */
    public void add(String line) {
        lines.add(line);
    }

    void print(PrintStream out, String address) {
        out.println();
        out.println("  Otvet is up: " + address);
        lines.forEach(line -> out.println("  " + line));
        out.println();
        out.flush();
    }
}
