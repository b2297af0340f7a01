package org.otvet.switchboard.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecsTest {

    private static final int FRAME_MS = 20;

    /** What comes out for a sine, from the second half second on. */
    private static short[] roundTrip(AudioCodec codec, int encoderRate, int decoderRate, double hertz, double level) {
        SoundEncoder encoder = codec.encoder(encoderRate);
        SoundDecoder decoder = codec.decoder(decoderRate);
        short[] samples = new short[encoderRate * FRAME_MS / 1000];
        short[] decoded = new short[decoderRate * SoundDecoder.MAX_PACKET_MS / 1000];
        short[] all = new short[2 * decoderRate];
        byte[] packet = new byte[AudioCodec.MAX_FRAME_BYTES];
        int at = 0;
        for (int frame = 0; frame < 100; frame++) {
            for (int i = 0; i < samples.length; i++) {
                double time = (double) (frame * samples.length + i) / encoderRate;
                samples[i] = (short) Math.round(level * Math.sin(2 * Math.PI * hertz * time));
            }
            int bytes = encoder.encode(samples, samples.length, packet, 0);
            int count = decoder.decode(packet, 0, bytes, decoded);
            assertThat(count).isEqualTo(decoderRate * FRAME_MS / 1000);
            System.arraycopy(decoded, 0, all, at, count);
            at += count;
        }
        return Arrays.copyOfRange(all, decoderRate / 2, all.length);
    }

    /** Power of the sine against everything else, in dB. */
    private static double signalToNoise(short[] samples, int rate, double hertz) {
        double cos = 0;
        double sin = 0;
        double power = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * hertz * i / rate;
            cos += samples[i] * Math.cos(angle);
            sin += samples[i] * Math.sin(angle);
            power += (double) samples[i] * samples[i];
        }
        double signal = 2 * (cos * cos + sin * sin) / samples.length;
        return 10 * Math.log10(signal / Math.max(1, power - signal));
    }

    @ParameterizedTest
    @CsvSource({
        "16000, 16000, 300, 24",
        "16000, 16000, 1000, 24",
        "16000, 16000, 3000, 20",
        "16000, 16000, 5000, 8",
        "8000, 8000, 300, 24",
        "8000, 8000, 1000, 24",
        "8000, 8000, 3000, 20",
        "16000, 8000, 1000, 20",
        "8000, 16000, 1000, 20"
    })
    void g722KeepsASine(int from, int to, double hertz, double decibels) {
        short[] heard = roundTrip(AudioCodec.G722, from, to, hertz, 8000);
        assertThat(signalToNoise(heard, to, hertz)).isGreaterThan(decibels);
        assertThat(rms(heard)).isBetween(0.8 * 8000 / Math.sqrt(2), 1.2 * 8000 / Math.sqrt(2));
    }

    @ParameterizedTest
    @CsvSource({"8000, 8000, 1000", "16000, 16000, 1000", "16000, 8000, 700", "8000, 16000, 700", "16000, 16000, 3800"})
    void opusKeepsASine(int from, int to, double hertz) {
        short[] heard = roundTrip(AudioCodec.OPUS, from, to, hertz, 8000);
        assertThat(signalToNoise(heard, to, hertz)).isGreaterThan(8);
        assertThat(rms(heard)).isBetween(0.7 * 8000 / Math.sqrt(2), 1.3 * 8000 / Math.sqrt(2));
    }

    @Test
    void softSoundIsNotLostInG722() {
        short[] heard = roundTrip(AudioCodec.G722, 8000, 8000, 500, 100);
        assertThat(signalToNoise(heard, 8000, 500)).isGreaterThan(15);
    }

    @Test
    void silenceIsSilent() {
        for (AudioCodec codec : AudioCodec.values()) {
            SoundDecoder decoder = codec.decoder(8000);
            byte[] packet = new byte[AudioCodec.MAX_FRAME_BYTES];
            short[] samples = new short[SoundDecoder.MAX_PACKET_MS * 8];
            for (int i = 0; i < 20; i++) {
                int bytes = codec.silence(packet, 0);
                assertThat(codec.duration(packet, 0, bytes)).isEqualTo(codec.clockRate() / 50);
                assertThat(decoder.decode(packet, 0, bytes, samples)).isEqualTo(160);
            }
            assertThat(rms(Arrays.copyOf(samples, 160))).as(codec.name()).isLessThan(20);
        }
    }

    @Property(tries = 2000)
    void anyBytesAreDecodedOrRefused(@ForAll @Size(max = 400) byte[] payload, @ForAll boolean wide) {
        short[] into = new short[SoundDecoder.MAX_PACKET_MS * 16];
        for (AudioCodec codec : AudioCodec.values()) {
            int rate = wide && codec.isWide() ? 16_000 : 8000;
            SoundDecoder decoder = codec.decoder(rate);
            int samples = decoder.decode(payload, 0, payload.length, into);
            assertThat(samples).isBetween(0, SoundDecoder.MAX_PACKET_MS * rate / 1000);
            decoder.conceal(into, rate / 50);
            assertThat(codec.duration(payload, 0, payload.length)).isBetween(0, 6000);
        }
    }

    @Test
    void anOpusPacketThatNobodyMakesCostsNothingButItself() {
        byte[] hostile = {-64, -1, -10, -1, 0, 0, 0, 0, 0, 2, -1, 0, 0, 0, 1, 8, 1, -1, 0};
        short[] into = new short[SoundDecoder.MAX_PACKET_MS * 16];
        SoundDecoder decoder = AudioCodec.OPUS.decoder(16_000);
        decoder.decode(hostile, 0, hostile.length, into);
        decoder.conceal(into, 320);
        byte[] packet = new byte[AudioCodec.MAX_FRAME_BYTES];
        int bytes = AudioCodec.OPUS.silence(packet, 0);
        assertThat(decoder.decode(packet, 0, bytes, into)).isEqualTo(320);
    }

    @Property
    void opusSaysHowLongItIs(@ForAll @IntRange(max = 255) int head, @ForAll @IntRange(min = 1, max = 63) int frames) {
        byte[] packet = {(byte) head, (byte) frames, 0, 0, 0, 0};
        int expected = OpusPacketInfo.getNumSamples(packet, 0, packet.length, 48_000);
        assertThat(OpusSound.duration(packet, 0, packet.length)).isEqualTo(Math.max(0, expected));
    }

    @Test
    void namesAreThoseOfTheRegistry() {
        assertThat(AudioCodec.named("opus/48000/2")).isEqualTo(AudioCodec.OPUS);
        assertThat(AudioCodec.named("Opus/48000")).isNull();
        assertThat(AudioCodec.named("g722/8000")).isEqualTo(AudioCodec.G722);
        assertThat(AudioCodec.named("G722/8000/1")).isEqualTo(AudioCodec.G722);
        assertThat(AudioCodec.named("G722/16000")).isNull();
        assertThat(AudioCodec.ofStatic(9)).isEqualTo(AudioCodec.G722);
        assertThat(AudioCodec.ofStatic(18)).isNull();
    }

    @Test
    void lossInASineIsHardlyHeardAndFadesWhenItLasts() {
        SoundDecoder decoder = AudioCodec.PCMA.decoder(8000);
        short[] heard = new short[160];
        for (int frame = 0; frame < 25; frame++) {
            decode(decoder, frame, heard);
        }
        short[] made = new short[160];
        decoder.conceal(made, 160);
        assertThat(signalToNoise(made, 8000, 250)).as("first 20 ms").isGreaterThan(10);
        decoder.conceal(made, 160);
        double second = rms(made);
        decoder.conceal(made, 160);
        assertThat(rms(made)).isLessThan(second);
        decoder.conceal(made, 160);
        assertThat(rms(made)).isLessThan(1);
        decode(decoder, 40, heard);
        decode(decoder, 41, heard);
        assertThat(signalToNoise(heard, 8000, 250)).isGreaterThan(25);
    }

    @Test
    void theJointsOfMadeUpSoundDoNotClick() {
        SoundDecoder decoder = AudioCodec.PCMA.decoder(8000);
        short[] heard = new short[160];
        short last = 0;
        double steepest = 2 * Math.PI * 250 / 8000 * 8000;
        Random random = new Random(3);
        for (int frame = 0; frame < 500; frame++) {
            if (frame > 10 && random.nextInt(10) == 0) {
                decoder.conceal(heard, 160);
            } else {
                decode(decoder, frame, heard);
            }
            if (frame > 1) {
                assertThat(Math.abs(heard[0] - last)).as("frame %d", frame).isLessThan((int) (1.6 * steepest));
            }
            last = heard[159];
        }
    }

    private static void decode(SoundDecoder decoder, int frame, short[] into) {
        byte[] codes = new byte[160];
        G711 law = G711.PCMA;
        for (int i = 0; i < 160; i++) {
            codes[i] = law.encode((short) (8000 * Math.sin(2 * Math.PI * 250 * (frame * 160 + i) / 8000)));
        }
        decoder.decode(codes, 0, 160, into);
    }

    private static double rms(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }
}
