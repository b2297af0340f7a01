package org.otvet.switchboard.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.otvet.switchboard.rtp.RtpPacket;
import org.otvet.telephony.LegId;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingOrder;

/**
 * Measures the CPU of relayed two-way G.711 calls: {@code RelayBench CALLS SECONDS [record] [threads]}. Two generators in
 * this process send 50 packets a second to every leg, spread over the 20 ms, and count what comes back. The figure is the
 * CPU of the media threads and the recording writer alone, from /proc.
 */
final class RelayBench {

    private static final Pattern PORT = Pattern.compile("m=audio (\\d+)");
    /** Packets by their delay in tenths of a millisecond. */
    private static final AtomicLongArray DELAYS = new AtomicLongArray(1000);

    private static final LongAdder problems = new LongAdder();
    private static volatile boolean running = true;

    private RelayBench() {}

    /** One side of all calls: one socket, as SIPp has it. */
    private static final class Side {
        final DatagramChannel channel;
        final List<InetSocketAddress> legs = new ArrayList<>();
        final LongAdder sent = new LongAdder();
        final LongAdder received = new LongAdder();

        Side(String host) throws IOException {
            channel = DatagramChannel.open().bind(new InetSocketAddress(host, 0));
            channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, 4 << 20);
        }

        String sdp() throws IOException {
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            return "v=0\r\no=- 1 1 IN IP4 x\r\ns=-\r\nc=IN IP4 "
                    + local.getAddress().getHostAddress() + "\r\nt=0 0\r\nm=audio " + local.getPort()
                    + " RTP/AVP 0\r\n";
        }

        void follow(String sdp) {
            Matcher port = PORT.matcher(sdp);
            if (port.find()) {
                legs.add(new InetSocketAddress("127.0.0.1", Integer.parseInt(port.group(1))));
            }
        }

        void send() {
            ByteBuffer packet = ByteBuffer.allocateDirect(172);
            byte[] header = new byte[12];
            long next = System.nanoTime();
            int steps = 10;
            for (int step = 0; running; step++) {
                int round = step / steps;
                int from = legs.size() * (step % steps) / steps;
                int to = legs.size() * (step % steps + 1) / steps;
                for (int i = from; i < to; i++) {
                    RtpPacket.writeHeader(header, false, 0, round & 0xFFFF, round * 160, 1000 + i);
                    packet.clear().put(0, header).putLong(12, System.nanoTime());
                    try {
                        channel.send(packet, legs.get(i));
                        sent.increment();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
                next += 2_000_000;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }

        void receive() {
            ByteBuffer packet = ByteBuffer.allocateDirect(2048);
            while (running) {
                try {
                    packet.clear();
                    channel.receive(packet);
                    if (packet.position() > 100) {
                        received.increment();
                        int tenths = (int) ((System.nanoTime() - packet.getLong(12)) / 100_000);
                        DELAYS.incrementAndGet(Math.clamp(tenths, 0, DELAYS.length() - 1));
                    }
                } catch (IOException e) {
                    return;
                }
            }
        }
    }

    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[0]);
        int seconds = Integer.parseInt(args[1]);
        boolean record = args.length > 2 && args[2].equals("record");
        int threads = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        MediaSettings plain = MediaSettings.of(loopback, 40000, 48000);
        Path directory = Files.createTempDirectory("relay-bench");
        try (MediaEngine engine = new MediaEngine(new MediaSettings(
                loopback, loopback, 40000, 48000, threads, plain.phoneCodecs(), plain.browserCodecs()))) {
            engine.start();
            Side callers = new Side("127.0.0.2");
            Side agents = new Side("127.0.0.3");
            for (int i = 0; i < calls; i++) {
                MediaLeg caller = engine.createRtp(new MediaLegListener() {});
                callers.follow(caller.answer(callers.sdp(), null));
                MediaLeg agent = engine.createRtp(new MediaLegListener() {});
                agents.follow(agent.answer(agents.sdp(), null));
                caller.connect(agent);
                if (record) {
                    var order = new RecordingOrder(
                            RecordingId.random(), LegId.random(), LegId.random(), directory.resolve(i + ".wav"));
                    engine.record(order, caller, agent, (_, _, _, p) -> {
                        if (!p.isEmpty()) {
                            problems.increment();
                        }
                    });
                }
            }
            for (Side side : List.of(callers, agents)) {
                Thread.ofPlatform().daemon().name("gen").start(side::send);
                Thread.ofPlatform().daemon().name("gen").start(side::receive);
            }
            LockSupport.parkNanos(5_000_000_000L);
            long sent = callers.sent.sum() + agents.sent.sum();
            long received = callers.received.sum() + agents.received.sum();
            for (int i = 0; i < DELAYS.length(); i++) {
                DELAYS.set(i, 0);
            }
            double[] cpu = cpu();
            long start = System.nanoTime();
            LockSupport.parkNanos(seconds * 1_000_000_000L);
            double elapsed = (System.nanoTime() - start) / 1e9;
            double[] used = cpu();
            sent = callers.sent.sum() + agents.sent.sum() - sent;
            received = callers.received.sum() + agents.received.sum() - received;
            double per100 = (used[0] - cpu[0]) / elapsed / calls * 100;
            report(String.format(
                    Locale.ROOT,
                    "%d calls%s, %d thread(s): %.0f packets/s in, %.3f %% lost, media %.3f cores = %.4f cores per 100"
                            + " calls (user %.0f %%); everything else in the JVM but generators %.3f cores; generators %.3f",
                    calls,
                    record ? " recorded" : "",
                    threads,
                    sent / elapsed,
                    100.0 * (sent - received) / sent,
                    (used[0] - cpu[0]) / elapsed,
                    per100,
                    100 * (used[3] - cpu[3]) / (used[0] - cpu[0]),
                    (used[1] - cpu[1]) / elapsed,
                    (used[2] - cpu[2]) / elapsed));
            report("delay in ms, both generators' own waiting included: median " + delay(0.5) + ", p99 " + delay(0.99)
                    + ", p99.9 " + delay(0.999));
            running = false;
        }
        report(problems.sum() + " recordings with problems");
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> file.toFile().delete());
        }
    }

    private static double delay(double share) {
        long all = 0;
        for (int i = 0; i < DELAYS.length(); i++) {
            all += DELAYS.get(i);
        }
        long seen = 0;
        int at = 0;
        while (at < DELAYS.length() && (seen += DELAYS.get(at)) < all * share) {
            at++;
        }
        return (at + 1) / 10.0;
    }

    private static void report(String line) {
        new java.io.PrintWriter(new java.io.FileOutputStream(java.io.FileDescriptor.out), true).println(line);
    }

    /** CPU seconds of: media and recordings, other threads, generators; user part of the first. */
    private static double[] cpu() throws IOException {
        double[] seconds = new double[4];
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                String stat;
                try {
                    stat = Files.readString(task.resolve("stat"));
                } catch (IOException e) {
                    continue;
                }
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                double user = Long.parseLong(fields[11]) / 100.0;
                double total = user + Long.parseLong(fields[12]) / 100.0;
                int kind =
                        name.startsWith("media") || name.startsWith("recordings") ? 0 : name.startsWith("gen") ? 2 : 1;
                seconds[kind] += total;
                seconds[3] += kind == 0 ? user : 0;
            }
        }
        return seconds;
    }
}
