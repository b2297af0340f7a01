package org.otvet.server.demo;

import static org.otvet.server.people.CurrentPerson.OTVET;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.projects.DialledNumber;
import org.otvet.server.projects.DialledNumber.Destination;
import org.otvet.server.projects.Disposition;
import org.otvet.server.projects.PauseReason;
import org.otvet.server.projects.Project;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Prompt;
import org.otvet.server.projects.Queue;
import org.otvet.server.projects.TrunkLine;

/** Sets up two clients of an outsourcing centre: a Russian shop with delivery and an English support line. */
final class DemoProjects {

    private static final UUID GREETING_RU = DemoId.of("prompt/greeting-ru");
    private static final UUID GREETING_EN = DemoId.of("prompt/greeting-en");
    private static final UUID MUSIC = DemoId.of("prompt/hold-music");

    private final Projects projects;

    DemoProjects(Projects projects) {
        this.projects = projects;
    }

    /** @param carrier {@code host:port} that calls to numbers outside go to */
    void setUp(String carrier) {
        projects.put(OTVET, new Project(DemoId.SHOP, "Северный ветер", "ООО «Северный ветер»", "ru", true));
        projects.put(OTVET, new Project(DemoId.HARBOUR, "Harbour Support", "Harbour Software Ltd", "en", true));
        prompts();
        projects.put(OTVET, queue(DemoId.SUPPORT, DemoId.SHOP, "support", 20, GREETING_RU));
        projects.put(OTVET, queue(DemoId.SALES, DemoId.SHOP, "sales", 40, GREETING_RU));
        projects.put(OTVET, queue(DemoId.HELPDESK, DemoId.HARBOUR, "helpdesk", 20, GREETING_EN));
        projects.put(
                OTVET,
                new TrunkLine(
                        DemoId.TRUNK,
                        "Loopback",
                        List.of("127.0.0.0/8", "::1/128"),
                        List.of(carrier),
                        "udp",
                        0,
                        Set.of(DemoId.SHOP, DemoId.HARBOUR),
                        true));
        number("1000", DemoId.SHOP, DialledNumber.Kind.GREETING_THEN_QUEUE, DemoId.SUPPORT, GREETING_RU);
        number("1001", DemoId.SHOP, DialledNumber.Kind.QUEUE, DemoId.SUPPORT, null);
        number("+78125550142", DemoId.SHOP, DialledNumber.Kind.GREETING_THEN_QUEUE, DemoId.SALES, GREETING_RU);
        number("+442079460142", DemoId.HARBOUR, DialledNumber.Kind.GREETING_THEN_QUEUE, DemoId.HELPDESK, GREETING_EN);
        dispositions();
        pauseReason(1, "lunch", "Обед · Lunch", false);
        pauseReason(2, "break", "Перерыв · Break", true);
        pauseReason(3, "training", "Обучение · Training", true);
    }

    private void prompts() {
        prompt(GREETING_RU, null, "Приветствие «Северный ветер»", "ru", Prompt.Kind.GREETING, "greeting-ru");
        prompt(GREETING_EN, null, "Harbour Support greeting", "en", Prompt.Kind.GREETING, "greeting-en");
        prompt(MUSIC, null, "Music · Музыка", "ru", Prompt.Kind.MUSIC, "hold-music");
        prompt(
                DemoId.of("prompt/recorded-ru"),
                null,
                "Разговор записывается",
                "ru",
                Prompt.Kind.GREETING,
                "recorded-ru");
        prompt(DemoId.of("prompt/recorded-en"), null, "Calls are recorded", "en", Prompt.Kind.GREETING, "recorded-en");
    }

    private void prompt(UUID id, @Nullable UUID projectId, String name, String locale, Prompt.Kind kind, String sound) {
        if (projects.centre().prompts().containsKey(id)) {
            return;
        }
        try (InputStream in = DemoProjects.class.getResourceAsStream("/prompts/" + sound + ".wav")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its sound prompts/" + sound + ".wav");
            }
            projects.put(OTVET, new Prompt(id, projectId, name, locale, kind, 0, Path.of("")), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Queue queue(UUID id, UUID project, String name, int weight, UUID greeting) {
        return new Queue(
                id, project, name, weight, greeting, MUSIC, Queue.AnswerMode.AT_ONCE, 20, 30, null, 3, 80, 20, true);
    }

    private void number(String number, UUID project, DialledNumber.Kind kind, UUID queue, @Nullable UUID greeting) {
        Destination destination = new Destination(kind, queue, greeting);
        projects.put(OTVET, new DialledNumber(DemoId.of("number/" + number), number, null, project, destination, true));
    }

    private void dispositions() {
        UUID advice = disposition(DemoId.SHOP, null, 2, "advice", "Консультация");
        disposition(DemoId.SHOP, null, 1, "order-placed", "Оформлен заказ");
        disposition(DemoId.SHOP, advice, 1, "order-status", "Где мой заказ");
        disposition(DemoId.SHOP, advice, 2, "delivery-price", "Стоимость доставки");
        disposition(DemoId.SHOP, advice, 3, "exchange", "Обмен и возврат");
        disposition(DemoId.SHOP, null, 3, "complaint", "Жалоба");
        disposition(DemoId.SHOP, null, 4, "wrong-number", "Ошиблись номером");
        UUID account = disposition(DemoId.HARBOUR, null, 1, "account", "Account");
        disposition(DemoId.HARBOUR, account, 1, "password", "Password reset");
        disposition(DemoId.HARBOUR, account, 2, "locked", "Account unlocked");
        disposition(DemoId.HARBOUR, null, 2, "resolved", "Other, resolved");
        disposition(DemoId.HARBOUR, null, 3, "escalated", "Escalated to engineers");
    }

    private UUID disposition(UUID project, @Nullable UUID parent, int position, String code, String name) {
        UUID id = DemoId.of("disposition/" + project + "/" + code);
        projects.put(OTVET, new Disposition(id, project, parent, name, code, position, true));
        return id;
    }

    private void pauseReason(int position, String code, String name, boolean paid) {
        projects.put(OTVET, new PauseReason(DemoId.of("pause/" + code), name, paid, position, true));
    }
}
