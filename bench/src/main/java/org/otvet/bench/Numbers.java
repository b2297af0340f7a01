package org.otvet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The list of numbers SIPp dials in turn. */
final class Numbers {

    private Numbers() {}

    static void write(Path directory, String prefix, int count) throws IOException {
        var text = new StringBuilder("SEQUENTIAL\n");
        for (int i = 1; i <= count; i++) {
            text.append(String.format(Locale.ROOT, "%s%03d;%n", prefix, i));
        }
        Files.writeString(directory.resolve("dial.csv"), text);
    }
}
