package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final Router router = new Router();

    @BeforeEach
    void twoQueuesThreeAgents() {
        router.decide(new Command.SetQueue(Ids.queue(1), QueueRules.DEFAULT), 0);
        router.decide(new Command.SetQueue(Ids.queue(2), QueueRules.DEFAULT), 0);
        for (int a = 1; a <= 3; a++) {
            router.decide(new Command.SetAgent(Ids.agent(a), Set.of(Ids.queue(1), Ids.queue(2))), 0);
        }
    }

    @Test
    void tellsWhyThisAgentAndWhyNotTheOthers() {
        router.decide(new Command.Ready(Ids.agent(2), 100), 100);
        router.decide(new Command.Ready(Ids.agent(1), 200), 200);
        List<Decision> out = router.decide(new Command.Enqueue(Ids.call(1), Ids.queue(1), 5_000), 5_000);
        assertThat(out)
                .containsExactly(new Decision.Offer(
                        Ids.call(1),
                        Ids.queue(1),
                        Ids.agent(2),
                        "longest-idle",
                        0,
                        0,
                        4_900,
                        0,
                        0,
                        List.of(
                                new Exclusion(Ids.agent(1), Exclusion.Reason.IDLE_SHORTER),
                                new Exclusion(Ids.agent(3), Exclusion.Reason.NOT_READY))));
    }

    @Test
    void keepsThePlaceOfACallThatWasNotTaken() {
        router.decide(new Command.Enqueue(Ids.call(1), Ids.queue(1), 1_000), 1_000);
        router.decide(new Command.Enqueue(Ids.call(2), Ids.queue(1), 2_000), 2_000);
        router.decide(new Command.Ready(Ids.agent(1), 3_000), 3_000);
        router.decide(new Command.Refuse(Ids.call(1), Ids.agent(1), Refusal.NOT_ANSWERED), 23_000);
        assertThat(offered(router.decide(new Command.Ready(Ids.agent(2), 24_000), 24_000)))
                .isEqualTo(Ids.call(1));
    }

    @Test
    void prefersAnAgentWhoHasNotRefusedTheCall() {
        router.decide(new Command.Ready(Ids.agent(1), 1_000), 1_000);
        router.decide(new Command.Enqueue(Ids.call(1), Ids.queue(1), 2_000), 2_000);
        router.decide(new Command.Ready(Ids.agent(2), 3_000), 3_000);
        List<Decision> out = router.decide(new Command.Refuse(Ids.call(1), Ids.agent(1), Refusal.DECLINED), 4_000);
        assertThat(out).first().isEqualTo(new Decision.Strike(Ids.agent(1), 1, false));
        assertThat(out)
                .last()
                .isInstanceOfSatisfying(
                        Decision.Offer.class, o -> assertThat(o.agent()).isEqualTo(Ids.agent(2)));
    }

    @Test
    void strikesAreForgottenWithTheFirstCallTaken() {
        for (int n = 1; n <= 2; n++) {
            router.decide(new Command.Ready(Ids.agent(1), n), n);
            router.decide(new Command.Enqueue(Ids.call(n), Ids.queue(1), n), n);
            router.decide(new Command.Refuse(Ids.call(n), Ids.agent(1), Refusal.NOT_ANSWERED), n);
            router.decide(new Command.Withdraw(Ids.call(n)), n);
        }
        router.decide(new Command.Ready(Ids.agent(1), 10), 10);
        router.decide(new Command.Enqueue(Ids.call(10), Ids.queue(1), 10), 10);
        router.decide(new Command.Accept(Ids.call(10), Ids.agent(1)), 10);
        router.decide(new Command.Finish(Ids.call(10)), 11);
        router.decide(new Command.Ready(Ids.agent(1), 12), 12);
        router.decide(new Command.Enqueue(Ids.call(11), Ids.queue(1), 12), 12);
        assertThat(router.decide(new Command.Refuse(Ids.call(11), Ids.agent(1), Refusal.NOT_ANSWERED), 13))
                .containsExactly(new Decision.Strike(Ids.agent(1), 1, false));
    }

    @Test
    void weighsQueuesAgainstEachOther() {
        router.decide(new Command.SetQueue(Ids.queue(2), new QueueRules(10, 3)), 0);
        router.decide(new Command.Enqueue(Ids.call(1), Ids.queue(1), 1_000), 1_000);
        router.decide(new Command.Enqueue(Ids.call(2), Ids.queue(2), 9_000), 9_000);
        assertThat(offered(router.decide(new Command.Ready(Ids.agent(1), 10_000), 10_000)))
                .isEqualTo(Ids.call(2));
        assertThat(offered(router.decide(new Command.Ready(Ids.agent(2), 10_000), 10_000)))
                .isEqualTo(Ids.call(1));
    }

    @Test
    void refusesWhatContradictsItself() {
        router.decide(new Command.Enqueue(Ids.call(1), Ids.queue(1), 0), 0);
        assertThatThrownBy(() -> router.decide(new Command.Accept(Ids.call(1), Ids.agent(1)), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not offered");
        assertThatThrownBy(() -> router.decide(new Command.RemoveQueue(Ids.queue(1)), 1))
                .hasMessageContaining("1 waiting");
        router.decide(new Command.Ready(Ids.agent(1), 1), 1);
        assertThatThrownBy(() -> router.decide(new Command.Ready(Ids.agent(1), 2), 2))
                .hasMessageContaining("not free");
    }

    private static InteractionId offered(List<Decision> out) {
        return out.stream()
                .filter(Decision.Offer.class::isInstance)
                .map(Decision.Offer.class::cast)
                .findFirst()
                .orElseThrow()
                .interaction();
    }
}
