package org.otvet.switchboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.otvet.switchboard.codec.G711;

/** What is said while legs are moved to a mixer and back is heard, all of it, in order, in one stream. */
class MixedAndBackIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    @RepeatedTest(3)
    void nothingSaidIsLostOnTheWayInOrOut() throws Exception {
        try (MediaEngine engine = new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), 31300, 31319));
                RtpPeer customer = new RtpPeer("127.0.0.2", G711.PCMU, 0);
                RtpPeer agent = new RtpPeer("127.0.0.3", G711.PCMU, 0);
                RtpPeer supervisor = new RtpPeer("127.0.0.4", G711.PCMA, 0)) {
            engine.start();
            customer.counts();
            agent.sending = false;
            MediaLeg customerLeg = leg(engine, customer);
            MediaLeg agentLeg = leg(engine, agent);
            MediaLeg supervisorLeg = leg(engine, supervisor);
            customerLeg.connect(agentLeg);
            awaitMore(agent);
            MediaMix mix = engine.createMix();
            for (int i = 0; i < 5; i++) {
                Map<MediaLeg, Set<MediaLeg>> listening = new LinkedHashMap<>();
                listening.put(customerLeg, Set.of(agentLeg));
                listening.put(agentLeg, Set.of(customerLeg));
                listening.put(supervisorLeg, Set.of(customerLeg, agentLeg));
                mix.set(listening);
                awaitMore(agent);
                customerLeg.connect(agentLeg);
                await().atMost(SOON).until(mix::isEmpty);
                awaitMore(agent);
            }
            List<RtpPeer.Heard> heard = agent.heard(0);
            List<Integer> counts = new ArrayList<>();
            for (int i = 0; i < heard.size(); i++) {
                RtpPeer.Heard packet = heard.get(i);
                assertThat(packet.ssrc()).isEqualTo(heard.getFirst().ssrc());
                if (i > 0) {
                    assertThat(packet.sequence()).isEqualTo((heard.get(i - 1).sequence() + 1) & 0xFFFF);
                    assertThat(packet.timestamp() - heard.get(i - 1).timestamp())
                            .as("time goes on")
                            .isPositive();
                }
                int count = RtpPeer.countIn(packet.payload());
                if (count > 0 && (counts.isEmpty() || counts.getLast() != count)) {
                    counts.add(count);
                }
            }
            for (int i = 1; i < counts.size(); i++) {
                assertThat(counts.get(i)).as("in %s", counts).isEqualTo(counts.get(i - 1) % RtpPeer.COUNTS + 1);
            }
        }
    }

    private static MediaLeg leg(MediaEngine engine, RtpPeer peer) throws Exception {
        MediaLeg leg = engine.createRtp(new MediaLegListener() {});
        peer.follow(leg.answer(peer.sdp(), null));
        return leg;
    }

    /** Waits until so much more was heard that a switch is well behind. */
    private static void awaitMore(RtpPeer peer) {
        int before = peer.heard(0).size();
        await().atMost(SOON).until(() -> peer.heard(0).size() >= before + 15);
    }
}
