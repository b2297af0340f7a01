package org.otvet.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A simulated customer.
 *
 * @param number as the carrier would show it, digits with a leading plus
 * @param language {@code ru} or {@code en}
 */
public record Persona(String number, String name, String language) {

    private static final List<String> WOMEN =
            List.of("Анна", "Ольга", "Елена", "Мария", "Наталья", "Татьяна", "Ирина", "Светлана", "Дарья", "Ксения");
    private static final List<String> MEN =
            List.of("Алексей", "Дмитрий", "Сергей", "Андрей", "Иван", "Михаил", "Николай", "Павел", "Егор", "Тимур");
    private static final List<String> FAMILIES = List.of(
            "Смирнов",
            "Кузнецов",
            "Попов",
            "Соколов",
            "Лебедев",
            "Козлов",
            "Новиков",
            "Морозов",
            "Волков",
            "Зайцев",
            "Павлов",
            "Голубев",
            "Виноградов",
            "Беляев",
            "Тарасов",
            "Киселёв",
            "Макаров",
            "Орлов",
            "Фёдоров",
            "Ильин");
    private static final String[] MOBILE = {"903", "905", "910", "912", "916", "921", "925", "950", "963", "981"};
    private static final List<String> FIRST = List.of(
            "James", "Mary", "John", "Emma", "Robert", "Olivia", "David", "Sophie", "Thomas", "Grace", "Peter",
            "Chloe");
    private static final List<String> LAST = List.of(
            "Smith", "Taylor", "Brown", "Wilson", "Evans", "Thomas", "Walker", "Wright", "Robinson", "Hall", "Clarke");

    /** Different people; the numbers of English ones are from the range kept free for drama (020 7946 0xxx). */
    public static List<Persona> several(int count, String language, RandomGenerator random) {
        List<Persona> people = new ArrayList<>();
        while (people.size() < count) {
            Persona next = language.equals("ru") ? russian(random) : english(random);
            if (people.stream().noneMatch(one -> one.number.equals(next.number))) {
                people.add(next);
            }
        }
        return people;
    }

    private static Persona russian(RandomGenerator random) {
        String family = pick(FAMILIES, random);
        boolean woman = random.nextBoolean();
        String name = woman ? pick(WOMEN, random) + " " + family + "а" : pick(MEN, random) + " " + family;
        String number = "+7" + MOBILE[random.nextInt(MOBILE.length)] + "%07d".formatted(random.nextInt(10_000_000));
        return new Persona(number, name, "ru");
    }

    private static Persona english(RandomGenerator random) {
        String number = "+442079460" + "%03d".formatted(random.nextInt(1000));
        return new Persona(number, pick(FIRST, random) + " " + pick(LAST, random), "en");
    }

    private static String pick(List<String> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }
}
