package org.otvet.simulator;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.PhoneLoop;
import org.otvet.phone.SipPhone;

/**
 * The world outside a trunk: whatever number is called rings and is answered by a speaking person, except numbers ending
 * in 0, which are busy, and in 9, where nobody is at home.
 */
public final class SimulatedCarrier implements AutoCloseable {

    private final PhoneLoop loop = PhoneLoop.start("simulated-carrier");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulated-carrier-timer").factory());
    private final Habits habits;
    private final Random random;
    private final Phrases russian = Phrases.in("ru");
    private final Phrases english = Phrases.in("en");
    private final SipPhone phone;

    /** @param address where calls are taken, port 0 for any free one */
    public SimulatedCarrier(InetSocketAddress address, Habits habits, Random random) {
        this.habits = habits;
        this.random = random;
        phone = SipPhone.builder("carrier")
                .bind(address.getAddress().getHostAddress(), address.getPort())
                .incoming(this::decide)
                .autoAnswer(false)
                .remember(Duration.ZERO)
                .loop(loop)
                .start();
    }

    public int port() {
        return phone.port();
    }

    private AnswerPolicy decide(PhoneCall call) {
        String number = call.target().replaceFirst("^sips?:", "").replaceFirst("[@;].*$", "");
        if (number.endsWith("0")) {
            return AnswerPolicy.reject(486);
        }
        if (number.endsWith("9")) {
            return AnswerPolicy.ring();
        }
        boolean fromRussia = number.startsWith("+7") || number.startsWith("7") || number.startsWith("8");
        call.say((fromRussia ? russian : english).ofCustomer(random));
        long ringMs = habits.ringMs(random);
        long talkMs = habits.talk(random).toMillis();
        timer.schedule(() -> call.hangUp(), ringMs + talkMs, TimeUnit.MILLISECONDS);
        return AnswerPolicy.answerAfter(ringMs);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        phone.close();
        try {
            // the last BYE goes out within this time
            TimeUnit.MILLISECONDS.sleep(400);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }
}
