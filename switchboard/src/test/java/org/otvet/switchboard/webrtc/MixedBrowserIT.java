package org.otvet.switchboard.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.media.Goertzel;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.MediaLeg;
import org.otvet.switchboard.media.MediaLegListener;
import org.otvet.switchboard.media.MediaMix;
import org.otvet.switchboard.media.MediaSettings;
import org.otvet.switchboard.media.RtpPeer;

/** Browsers under SRTP and telephones in one conversation. */
class MixedBrowserIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final MediaEngine engine =
            new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), 31200, 31299));
    private final List<AutoCloseable> open = new ArrayList<>();
    private final MediaLegListener listener = new MediaLegListener() {};

    @BeforeEach
    void start() throws Exception {
        engine.start();
        open.add(engine);
        await().until(engine::isHealthy);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private static boolean hears(short[] sound, int... hertz) {
        double share = 0;
        for (int one : hertz) {
            double found = Goertzel.share(sound, one);
            if (found < 0.5 / hertz.length) {
                return false;
            }
            share += found;
        }
        return share > 0.9;
    }

    @Test
    void aBrowserWhispersToABrowserThatTalksToATelephone() throws Exception {
        RtpPeer customer = new RtpPeer("127.0.0.2", G711.PCMA, 440);
        open.add(customer);
        BrowserPeer agent = new BrowserPeer("127.0.0.1", 660);
        open.add(agent);
        BrowserPeer supervisor = new BrowserPeer("127.0.0.1", 1400);
        open.add(supervisor);
        MediaLeg customerLeg = engine.createRtp(listener);
        customer.follow(customerLeg.answer(customer.sdp(), null));
        MediaLeg agentLeg = engine.createWebRtc(listener);
        agent.start(agentLeg.answer(agent.offer(), null), 7);
        MediaLeg supervisorLeg = engine.createWebRtc(listener);
        supervisor.start(supervisorLeg.answer(supervisor.offer(), null), 7);
        customerLeg.connect(agentLeg);
        await().atMost(SOON).until(() -> customer.hears(660) && hears(agent.lastSound(), 440));

        Map<MediaLeg, Set<MediaLeg>> whisper = new LinkedHashMap<>();
        whisper.put(customerLeg, Set.of(agentLeg));
        whisper.put(agentLeg, Set.of(customerLeg, supervisorLeg));
        whisper.put(supervisorLeg, Set.of(customerLeg, agentLeg));
        MediaMix mix = engine.createMix();
        mix.set(whisper);
        await().atMost(SOON).until(() -> hears(supervisor.lastSound(), 440, 660));
        await().atMost(SOON).until(() -> hears(agent.lastSound(), 440, 1400));
        await().atMost(SOON).until(() -> customer.hears(660));

        supervisorLeg.close();
        await().atMost(SOON).until(mix::isEmpty);
        await().atMost(SOON).until(() -> customer.hears(660) && hears(agent.lastSound(), 440));
        assertThat(customerLeg.details()).containsEntry("connected", true).containsEntry("mixed", false);
    }
}
