package org.otvet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** CPU, memory and socket figures of the Linux kernel. Seconds are CPU seconds, all threads, user and system. */
final class Procfs {

    private static final double TICKS_PER_SECOND = 100;

    private Procfs() {}

    record Cpu(double user, double system) {
        double total() {
            return user + system;
        }

        Cpu minus(Cpu earlier) {
            return new Cpu(user - earlier.user, system - earlier.system);
        }
    }

    /** What a process has used so far; zero when it is gone. */
    static Cpu cpu(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new Cpu(
                    Long.parseLong(fields[11]) / TICKS_PER_SECOND, Long.parseLong(fields[12]) / TICKS_PER_SECOND);
        } catch (IOException e) {
            return new Cpu(0, 0);
        }
    }

    /** Processor seconds of the embedded database of a home folder: all server processes that run now. */
    static double cpuOfDatabase(Path home) {
        return processesOfDatabase(home).stream()
                .mapToDouble(pid -> cpu(pid).total())
                .sum();
    }

    /** Memory of the embedded database of a home folder in MB; what its processes share is counted once. */
    static double megabytesOfDatabase(Path home) {
        double sum = 0;
        for (long pid : processesOfDatabase(home)) {
            try {
                for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
                    if (line.startsWith("Pss:")) {
                        sum += Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
                    }
                }
            } catch (IOException e) {
                // gone meanwhile
            }
        }
        return sum;
    }

    private static List<Long> processesOfDatabase(Path home) {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                    .getFirst()
                    .trim());
            var all = new ArrayList<>(List.of(postmaster));
            ProcessHandle.of(postmaster).stream()
                    .flatMap(ProcessHandle::descendants)
                    .forEach(child -> all.add(child.pid()));
            return all;
        } catch (IOException e) {
            return List.of();
        }
    }

    static double residentMegabytes(long pid) {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    static int threads(long pid) {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("Threads:")) {
                    return Integer.parseInt(line.replaceAll("[^0-9]", ""));
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many files a process has open, and how many of them are sockets. */
    static Descriptors descriptors(long pid) {
        int all = 0;
        int sockets = 0;
        try (var open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (var descriptor : open) {
                all++;
                try {
                    if (Files.readSymbolicLink(descriptor).toString().startsWith("socket:")) {
                        sockets++;
                    }
                } catch (IOException e) {
                    // closed meanwhile
                }
            }
        } catch (IOException e) {
            return new Descriptors(0, 0);
        }
        return new Descriptors(all, sockets);
    }

    record Descriptors(int all, int sockets) {}

    /** Busy seconds of the whole machine. */
    static double machineBusy() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var f = lines.findFirst().orElseThrow().trim().split("\\s+");
            return (Long.parseLong(f[1])
                            + Long.parseLong(f[2])
                            + Long.parseLong(f[3])
                            + Long.parseLong(f[6])
                            + Long.parseLong(f[7]))
                    / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Datagrams the kernel dropped at full sockets, by local address and port. */
    static List<Drop> udpDrops() {
        var drops = new ArrayList<Drop>();
        for (var name : List.of("/proc/net/udp", "/proc/net/udp6")) {
            try {
                var lines = Files.readAllLines(Path.of(name));
                for (var line : lines.subList(1, lines.size())) {
                    var f = line.trim().split("\\s+");
                    var local = f[1].split(":");
                    drops.add(new Drop(local[0], Integer.parseInt(local[1], 16), Long.parseLong(f[f.length - 1])));
                }
            } catch (NoSuchFileException e) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return drops;
    }

    record Drop(String address, int port, long count) {}
}
