package org.otvet.switchboard.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.otvet.switchboard.media.Goertzel;

class G711Test {

    /** Decoder outputs from the tables of ITU-T G.711, scaled to 16 bits. */
    @ParameterizedTest
    @CsvSource({
        "PCMU, 0x00, -32124", "PCMU, 0x80, 32124", "PCMU, 0x7F, 0", "PCMU, 0xFF, 0", "PCMU, 0xF0, 120",
        "PCMA, 0x55, -8", "PCMA, 0xD5, 8", "PCMA, 0xAA, 32256", "PCMA, 0x2A, -32256", "PCMA, 0xC5, 264"
    })
    void decodesAsTheStandardSays(G711 law, String code, int sample) {
        assertThat(law.decode((byte) Integer.decode(code).intValue())).isEqualTo((short) sample);
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeSurvivesARoundTrip(G711 law) {
        for (int code = 0; code < 256; code++) {
            short sample = law.decode((byte) code);
            assertThat(law.decode(law.encode(sample))).as("code %d", code).isEqualTo(sample);
        }
    }

    @ParameterizedTest
    @EnumSource
    void quantisationErrorStaysWithinTheStep(G711 law) {
        for (int sample = -32000; sample <= 32000; sample += 7) {
            int error = Math.abs(law.decode(law.encode((short) sample)) - sample);
            assertThat(error).as("sample %d", sample).isLessThanOrEqualTo(Math.max(8, Math.abs(sample) / 16));
        }
    }

    @Test
    void transcodingKeepsTheSound() {
        short[] tone = tone(440, 8000, 8000);
        byte[] codes = G711.PCMU.encode(tone);
        G711.PCMU.transcodeTo(G711.PCMA, codes, 0, codes.length);
        assertThat(Goertzel.share(G711.PCMA.decode(codes), 440)).isGreaterThan(0.998);
    }

    @ParameterizedTest
    @CsvSource({"16000", "44100", "48000", "11025", "6000"})
    void resamplingKeepsTheToneAndDropsWhatDoesNotFit(int rate) {
        short[] voice = Resampler.resample(tone(440, rate, rate), rate, 8000);
        assertThat(voice.length).isEqualTo(8000);
        assertThat(Goertzel.share(voice, 100, 7800, 440)).isGreaterThan(0.99);
        assertThat(Goertzel.rms(voice)).isBetween(5500.0, 5800.0);
        if (rate > 10_500) {
            short[] whistle = Resampler.resample(tone(5000, rate, rate), rate, 8000);
            assertThat(Goertzel.rms(java.util.Arrays.copyOfRange(whistle, 200, 7800)))
                    .isLessThan(60);
        }
    }

    private static short[] tone(int hertz, int rate, int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }
}
