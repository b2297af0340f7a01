package org.otvet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HabitsTest {

    private static final int DRAWS = 20_000;
    private final Random random = new Random(7);

    @Test
    void callersArriveAsAPoissonProcessAtTheRateOfTheHour() {
        double[] gaps =
                draws(() -> Habits.CALM.untilNext(LocalTime.of(11, 0), random).toMillis() / 1000.0);
        double mean = DoubleStream.of(gaps).average().orElseThrow();
        double variance = DoubleStream.of(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(3600 / 160.0, withPercentage(3));
        assertThat(Math.sqrt(variance)).isCloseTo(mean, withPercentage(4));
        assertThat(DoubleStream.of(draws(() -> Habits.CALM
                                        .untilNext(LocalTime.of(3, 0), random)
                                        .toMillis()
                                / 1000.0))
                        .average()
                        .orElseThrow())
                .isCloseTo(3600 / 160.0 / 0.3, withPercentage(3));
    }

    @Test
    void conversationsAreLognormal() {
        double[] lengths = draws(() -> Habits.CALM.talk(random).toMillis() / 1000.0);
        double[] sorted = DoubleStream.of(lengths).sorted().toArray();

        assertThat(sorted[DRAWS / 2]).isCloseTo(55, withPercentage(3));
        assertThat(sorted[(int) (DRAWS * 0.8413)]).isCloseTo(55 * Math.exp(0.5), withPercentage(4));
    }

    @Test
    void customersAreDifferentPeople() {
        List<Persona> people = Persona.several(40, "ru", random);

        assertThat(people).extracting(Persona::number).doesNotHaveDuplicates();
        assertThat(people).allSatisfy(one -> assertThat(one.number()).matches("\\+79\\d{9}"));
        assertThat(people).extracting(Persona::name).allMatch(name -> name.matches("[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+"));
    }

    private static double[] draws(java.util.function.DoubleSupplier draw) {
        return IntStream.range(0, DRAWS).mapToDouble(_ -> draw.getAsDouble()).toArray();
    }
}
