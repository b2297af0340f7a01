package org.otvet.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TonesTest {

    private static short[] mix(int samples, double amplitude, double... hertz) {
        short[] mixed = new short[samples];
        for (int i = 0; i < samples; i++) {
            double sum = 0;
            for (double tone : hertz) {
                sum += amplitude * Math.sin(2 * Math.PI * tone * i / 8000);
            }
            mixed[i] = (short) Math.round(sum);
        }
        return mixed;
    }

    @ParameterizedTest
    @ValueSource(doubles = {150, 440, 441, 1000, 2500, 3400})
    void findsOneToneOfAnyPitch(double hertz) {
        short[] samples = mix(3200, 8000, hertz);

        assertThat(Tones.contains(samples, hertz)).isTrue();
        assertThat(Tones.in(samples)).hasSize(1);
        assertThat((double) Tones.in(samples).getFirst()).isCloseTo(hertz, org.assertj.core.data.Offset.offset(5.0));
        assertThat(Tones.contains(samples, hertz + 40)).isFalse();
    }

    @Test
    void tellsTwoPartiesApart() {
        short[] samples = mix(3200, 6000, 440, 620);

        assertThat(Tones.in(samples)).containsExactlyInAnyOrder(440, 620);
        assertThat(Tones.contains(samples, 530)).isFalse();
    }

    @Test
    void silenceHasNoTone() {
        assertThat(Tones.in(new short[3200])).isEmpty();
        assertThat(Tones.silent(mix(3200, 30, 440))).isTrue();
        assertThat(Tones.silent(mix(3200, 300, 440))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void g711KeepsTheToneAndRepeatsItselfExactly(Codec codec) {
        short[] samples = mix(3200, 8000, 440);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = codec.decode(codec.encode(samples[i]));
        }
        assertThat(Tones.in(samples)).containsExactly(440);
        for (int code = 0; code < 256; code++) {
            short once = codec.decode((byte) code);
            assertThat(codec.decode(codec.encode(once))).isEqualTo(once);
        }
    }

    /** Values of ITU-T G.711 tables 1 and 2, scaled to 16 bits. */
    @Test
    void g711MeetsThePublishedValues() {
        assertThat(Codec.PCMU.encode((short) 0)).isEqualTo((byte) 0xFF);
        assertThat(Codec.PCMU.decode((byte) 0x00)).isEqualTo((short) -32124);
        assertThat(Codec.PCMU.decode((byte) 0x80)).isEqualTo((short) 32124);
        assertThat(Codec.PCMA.encode((short) 0)).isEqualTo((byte) 0xD5);
        assertThat(Codec.PCMA.decode((byte) 0xAA)).isEqualTo((short) 32256);
        assertThat(Codec.PCMA.decode((byte) 0x2A)).isEqualTo((short) -32256);
    }

    @Test
    void readsWhichToneIsInWhichChannel(@TempDir Path directory) throws Exception {
        short[] left = mix(16_000, 8000, 440);
        short[] right = mix(16_000, 8000, 620);
        ByteBuffer wav = ByteBuffer.allocate(44 + 64_000).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(64_036).put("WAVEfmt ".getBytes()).putInt(16);
        wav.putShort((short) 1).putShort((short) 2).putInt(8000).putInt(32_000).putShort((short) 4);
        wav.putShort((short) 16).put("data".getBytes()).putInt(64_000);
        for (int i = 0; i < 16_000; i++) {
            wav.putShort(left[i]).putShort(i < 8000 ? right[i] : 0);
        }
        Path file = Files.write(directory.resolve("two.wav"), wav.array());

        WavTone tone = WavTone.of(file);

        assertThat(tone.channels()).isEqualTo(2);
        assertThat(tone.seconds()).isEqualTo(2.0);
        assertThat(tone.tones(0)).containsExactly(440);
        assertThat(tone.tones(1)).containsExactly(620);
        assertThat(tone.share(0, 440)).isEqualTo(1.0);
        assertThat(tone.share(1, 620)).isBetween(0.4, 0.6);
        assertThat(tone.between(1200, 2000).share(1, 620)).isZero();
    }
}
