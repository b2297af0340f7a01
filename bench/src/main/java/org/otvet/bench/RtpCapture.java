package org.otvet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What really was on the wire at the callers' address, from a capture by dumpcap (Debian's wireshark-common). */
final class RtpCapture {

    private static final int ETHERNET = 14;
    private static final int UDP = 8;

    private RtpCapture() {}

    /**
     * @param streams RTP streams with more than five packets
     * @param lost gaps in sequence numbers
     * @param jitterMs the streams' median interarrival jitter in ms (RFC 3550 section 6.4.1)
     */
    record Figures(int streams, long packets, long lost, double jitterMs) {
        double lostPercent() {
            return packets + lost == 0 ? 0 : 100.0 * lost / (packets + lost);
        }
    }

    record Both(Figures toCallers, Figures fromCallers) {}

    /** Captures for {@code seconds}; null where dumpcap is not installed or may not capture. */
    static @Nullable Both capture(Path work, int seconds) throws IOException, InterruptedException {
        var file = work.resolve("rtp.pcap");
        Files.deleteIfExists(file);
        try {
            var process = new ProcessBuilder(
                            "dumpcap",
                            "-q",
                            "-P",
                            "-i",
                            "lo",
                            "-s",
                            "80",
                            "-a",
                            "duration:" + seconds,
                            "-w",
                            file.toString(),
                            "-f",
                            "udp and host " + ServerUnderTest.CALLER_ADDRESS + " and portrange 42000-43000")
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("dumpcap.out").toFile())
                    .start();
            if (!process.waitFor(seconds + 20L, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return null;
            }
        } catch (IOException e) {
            return null;
        }
        return read(file);
    }

    private static Both read(Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        Files.delete(file);
        double fraction = bytes.getInt(0) == 0xa1b23c4d ? 1e9 : 1e6;
        Map<Key, Stream> streams = new HashMap<>();
        int at = 24;
        while (at + 16 <= bytes.limit()) {
            double time = (bytes.getInt(at) & 0xffffffffL) + (bytes.getInt(at + 4) & 0xffffffffL) / fraction;
            int length = bytes.getInt(at + 8);
            at += 16;
            if (at + length <= bytes.limit()) {
                packet(bytes.slice(at, length).order(ByteOrder.BIG_ENDIAN), time, streams);
            }
            at += length;
        }
        return new Both(figures(streams, true), figures(streams, false));
    }

    private static void packet(ByteBuffer p, double time, Map<Key, Stream> streams) {
        if (p.limit() < ETHERNET + 20 + UDP + 12) {
            return;
        }
        int udp = ETHERNET + (p.get(ETHERNET) & 15) * 4;
        int rtp = udp + UDP;
        if (p.limit() < rtp + 12 || (p.get(rtp) & 0xc0) != 0x80 || (p.get(rtp + 1) & 0x7f) != 0) {
            return;
        }
        var key = new Key(p.getShort(udp) & 0xffff, p.getShort(udp + 2) & 0xffff, p.getInt(rtp + 8));
        streams.computeIfAbsent(key, k -> new Stream()).add(p.getShort(rtp + 2) & 0xffff, p.getInt(rtp + 4), time);
    }

    private static Figures figures(Map<Key, Stream> streams, boolean toCallers) {
        var chosen = streams.entrySet().stream()
                .filter(e -> e.getKey().isTowardsCaller() == toCallers)
                .map(Map.Entry::getValue)
                .filter(s -> s.packets > 5)
                .toList();
        List<Double> jitters = chosen.stream().map(s -> s.jitter / 8).sorted().toList();
        return new Figures(
                chosen.size(),
                chosen.stream().mapToLong(s -> s.packets).sum(),
                chosen.stream().mapToLong(Stream::lost).sum(),
                jitters.isEmpty() ? 0 : jitters.get(jitters.size() / 2));
    }

    private record Key(int sourcePort, int destinationPort, int ssrc) {
        boolean isTowardsCaller() {
            return destinationPort >= 42000 && destinationPort <= 43000;
        }
    }

    private static final class Stream {
        private long packets;
        private long first;
        private long last;
        private double lastTime;
        private int lastTimestamp;
        private double jitter;

        void add(int sequence, int timestamp, double time) {
            if (packets == 0) {
                first = last = sequence;
            } else {
                long extended = last + (((sequence - last) + 32768) & 0xffff) - 32768;
                if (extended > last) {
                    double difference = (time - lastTime) * 8000 - (timestamp - lastTimestamp);
                    jitter += (Math.abs(difference) - jitter) / 16;
                    last = extended;
                } else {
                    packets++;
                    return;
                }
            }
            packets++;
            lastTime = time;
            lastTimestamp = timestamp;
        }

        long lost() {
            return Math.max(0, last - first + 1 - packets);
        }
    }
}
