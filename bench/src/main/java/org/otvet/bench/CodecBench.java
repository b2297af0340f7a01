package org.otvet.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.SoundDecoder;
import org.otvet.switchboard.codec.SoundEncoder;

/**
 * What decoding and encoding a packet of 20 ms costs in each codec, and what that makes of a call whose parties have
 * different ones: two decoders and two encoders. One thread, sound like speech, no network.
 */
final class CodecBench {

    private static final int FRAMES_PER_SECOND = 50;
    private static final int MATERIAL_SECONDS = 10;
    private static final int WARM_UP_SECONDS = 120;

    private record Cost(double decodeUs, double encodeUs) {}

    private final PrintStream out;

    CodecBench(PrintStream out) {
        this.out = out;
    }

    /** @param seconds of sound measured in each codec */
    void run(int seconds) {
        out.printf(
                Locale.ROOT,
                "codec: packets of 20 ms, %d s of sound after %d s of warming up, one thread, its processor time%n",
                seconds,
                WARM_UP_SECONDS);
        out.println("codec   Hz     decode us  encode us");
        Cost law = print(AudioCodec.PCMA, 8000, seconds);
        Cost g722 = print(AudioCodec.G722, 8000, seconds);
        Cost opus = print(AudioCodec.OPUS, 8000, seconds);
        Cost g722Wide = print(AudioCodec.G722, 16_000, seconds);
        Cost opusWide = print(AudioCodec.OPUS, 16_000, seconds);
        out.println("cores per 100 two-way calls, for the codecs alone");
        pair("PCMA - G722", law, g722);
        pair("PCMA - opus", law, opus);
        pair("G722 - opus (16 kHz)", g722Wide, opusWide);
    }

    private void pair(String name, Cost one, Cost other) {
        double microseconds = one.decodeUs() + other.encodeUs() + other.decodeUs() + one.encodeUs();
        out.printf(Locale.ROOT, "%-22s %.3f%n", name, 100 * microseconds * FRAMES_PER_SECOND / 1e6);
    }

    private Cost print(AudioCodec codec, int rate, int seconds) {
        short[] material = speech(rate);
        byte[][] packets = new byte[MATERIAL_SECONDS * FRAMES_PER_SECOND][];
        encode(codec, rate, material, WARM_UP_SECONDS, packets);
        decode(codec, rate, WARM_UP_SECONDS, packets);
        double encode = encode(codec, rate, material, seconds, packets);
        double decode = decode(codec, rate, seconds, packets);
        out.printf(Locale.ROOT, "%-7s %-6d %9.2f  %9.2f%n", codec.encodingName(), rate, decode, encode);
        return new Cost(decode, encode);
    }

    private static double encode(AudioCodec codec, int rate, short[] material, int seconds, byte[][] packets) {
        SoundEncoder encoder = codec.encoder(rate);
        short[] frame = new short[rate / FRAMES_PER_SECOND];
        byte[] bytes = new byte[AudioCodec.MAX_FRAME_BYTES];
        int frames = seconds * FRAMES_PER_SECOND;
        long started = cpuNs();
        for (int i = 0; i < frames; i++) {
            System.arraycopy(material, i % packets.length * frame.length, frame, 0, frame.length);
            int length = encoder.encode(frame, frame.length, bytes, 0);
            packets[i % packets.length] = Arrays.copyOf(bytes, length);
        }
        return (cpuNs() - started) / 1e3 / frames;
    }

    private static double decode(AudioCodec codec, int rate, int seconds, byte[][] packets) {
        SoundDecoder decoder = codec.decoder(rate);
        short[] into = new short[SoundDecoder.MAX_PACKET_MS * rate / 1000];
        int frames = seconds * FRAMES_PER_SECOND;
        long started = cpuNs();
        for (int i = 0; i < frames; i++) {
            byte[] packet = packets[i % packets.length];
            decoder.decode(packet, 0, packet.length, into);
        }
        return (cpuNs() - started) / 1e3 / frames;
    }

    /** The processor's time, not the clock's: other work on the machine does not count. */
    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Syllables of a voice that glides, with noise between them. */
    private static short[] speech(int rate) {
        Random random = new Random(1);
        short[] samples = new short[MATERIAL_SECONDS * rate];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            double time = (double) i / rate;
            phase += 2 * Math.PI * (120 + 30 * Math.sin(2 * time)) / rate;
            double voice = 0;
            for (int harmonic = 1; harmonic <= 20; harmonic++) {
                voice += Math.sin(harmonic * phase) / harmonic;
            }
            double loudness = Math.max(0, Math.sin(2 * Math.PI * 3 * time));
            samples[i] = (short) (5000 * loudness * voice + 200 * random.nextGaussian());
        }
        return samples;
    }
}
