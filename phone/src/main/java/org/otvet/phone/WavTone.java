package org.otvet.phone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Tells which tones stand in which channel of a recording at 8 kHz, by pieces of 400 ms. */
public final class WavTone {

    private final WavFile wav;

    private WavTone(WavFile wav) {
        this.wav = wav;
    }

    public static WavTone of(Path file) throws IOException {
        return of(WavFile.read(file));
    }

    public static WavTone of(WavFile wav) {
        if (wav.sampleRate() != 8000) {
            throw new IllegalArgumentException("sample rate " + wav.sampleRate() + ", must be 8000");
        }
        return new WavTone(wav);
    }

    public int channels() {
        return wav.channels().length;
    }

    public double seconds() {
        return wav.seconds();
    }

    /** The share of a channel's length, 0 to 1, in which the tone is heard; channel 0 is left. */
    public double share(int channel, double hertz) {
        List<short[]> pieces = Tones.pieces(wav.channels()[channel]);
        long heard =
                pieces.stream().filter(piece -> Tones.contains(piece, hertz)).count();
        return pieces.isEmpty() ? 0 : (double) heard / pieces.size();
    }

    /** Tones heard in at least a tenth of the channel, the most frequent first, to within 5 Hz. */
    public List<Integer> tones(int channel) {
        List<short[]> pieces = Tones.pieces(wav.channels()[channel]);
        return pieces.stream()
                .flatMap(piece -> Tones.in(piece).stream())
                .collect(Collectors.groupingBy(tone -> tone, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() * 10 >= pieces.size())
                .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** The part from {@code fromMs} to {@code toMs}, cut to what there is. */
    public WavTone between(long fromMs, long toMs) {
        int from = (int) Math.min(fromMs * 8, wav.frames());
        int to = (int) Math.min(toMs * 8, wav.frames());
        short[][] part = new short[channels()][];
        for (int channel = 0; channel < part.length; channel++) {
            part[channel] = java.util.Arrays.copyOfRange(wav.channels()[channel], from, Math.max(from, to));
        }
        return new WavTone(new WavFile(8000, part));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%.1f s".formatted(seconds()));
        for (int channel = 0; channel < channels(); channel++) {
            text.append(", channel ").append(channel).append(' ').append(tones(channel));
        }
        return text.toString();
    }
}
