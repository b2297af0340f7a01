package org.otvet.bench;

import java.io.IOException;
import java.nio.file.Path;

/** What a Java process keeps alive on its heap. */
final class LiveHeap {

    private LiveHeap() {}

    /** Bytes of live objects, after a full collection that this asks for; stops the process for that long. */
    static long bytes(long pid) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "" + pid,
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        long heap = 0;
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("Total")) {
                    heap = Long.parseLong(line.trim().split("\\s+")[2]);
                }
            }
        }
        if (process.waitFor() != 0 || heap == 0) {
            throw new IOException("jcmd does not tell the heap of process " + pid);
        }
        return heap;
    }
}
