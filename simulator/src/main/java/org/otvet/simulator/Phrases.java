package org.otvet.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.otvet.phone.Voice;
import org.otvet.phone.WavFile;

/** What simulated people say: recorded phrases by language, loaded once. */
final class Phrases {

    private static final int MOST = 9;

    private final List<short[]> customer;
    private final List<short[]> agent;

    private Phrases(String language) {
        customer = load("customer-" + language);
        agent = load("agent-" + language);
    }

    static Phrases in(String language) {
        return new Phrases(language);
    }

    private static List<short[]> load(String name) {
        List<short[]> phrases = new ArrayList<>();
        for (int i = 1; i <= MOST; i++) {
            String file = "voices/" + name + "-" + i + ".wav";
            try (InputStream in = Phrases.class.getResourceAsStream(file)) {
                if (in == null) {
                    break;
                }
                phrases.add(WavFile.read(in.readAllBytes(), file).channels()[0]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (phrases.isEmpty()) {
            throw new IllegalArgumentException("no phrases " + name + "; known languages are ru and en");
        }
        return phrases;
    }

    Voice ofCustomer(Random random) {
        return speaking(customer, random);
    }

    /** Begins with the agent's greeting, which is the first phrase. */
    Voice ofAgent(Random random) {
        return speaking(agent, random);
    }

    private static Voice speaking(List<short[]> phrases, Random random) {
        List<short[]> order = new ArrayList<>(phrases);
        Collections.shuffle(order.subList(1, order.size()), random);
        return Voice.phrases(() -> 1500 + random.nextInt(3500), order.toArray(short[][]::new));
    }
}
