package org.otvet.switchboard.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.MediaLeg;
import org.otvet.switchboard.media.MediaLegListener;
import org.otvet.switchboard.media.MediaSettings;
import org.otvet.switchboard.sdp.SdpException;

/** A real Chromium: one connection it makes, one it answers, joined by us; each end sends its own tone. */
@EnabledIf(value = "hasChromium", disabledReason = "/usr/bin/chromium is not installed")
class ChromiumIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final String PAGE = """
            <!doctype html><script>
            const post = (path, text) => fetch(path, {method: 'POST', body: text}).then(r => r.text());
            const context = new AudioContext();
            function tone(hertz) {
              const oscillator = new OscillatorNode(context, {frequency: hertz});
              const gain = new GainNode(context, {gain: 0.3});
              const destination = new MediaStreamAudioDestinationNode(context);
              oscillator.connect(gain).connect(destination);
              oscillator.start();
              return destination.stream;
            }
            function listen(name, connection) {
              connection.ontrack = event => {
                const stream = event.streams[0] ?? new MediaStream([event.track]);
                const audio = new Audio(); audio.srcObject = stream; audio.play();
                const analyser = new AnalyserNode(context, {fftSize: 8192});
                new MediaStreamAudioSourceNode(context, {mediaStream: stream}).connect(analyser);
                const bins = new Float32Array(analyser.frequencyBinCount);
                setInterval(() => {
                  analyser.getFloatFrequencyData(bins);
                  let best = 0;
                  for (let i = 1; i < bins.length; i++) if (bins[i] > bins[best]) best = i;
                  if (bins[best] > -60) post('/heard/' + name, String(best * context.sampleRate / 8192));
                }, 100);
              };
              connection.onconnectionstatechange = () => post('/state/' + name, connection.connectionState);
            }
            (async () => {
              await context.resume();
              const caller = new RTCPeerConnection();
              listen('caller', caller);
              tone(CALLER_HERTZ).getTracks().forEach(track => caller.addTrack(track));
              await caller.setLocalDescription();
              await caller.setRemoteDescription({type: 'answer', sdp: await post('/offer', caller.localDescription.sdp)});
              const called = new RTCPeerConnection();
              listen('called', called);
              tone(CALLED_HERTZ).getTracks().forEach(track => called.addTrack(track));
              await called.setRemoteDescription({type: 'offer', sdp: await post('/call', '')});
              await called.setLocalDescription();
              await post('/answer', called.localDescription.sdp);
              const poll = setInterval(async () => {
                const command = await post('/command', '');
                if (command === 'hold') {
                  caller.getTransceivers()[0].direction = 'sendonly';
                  await caller.setLocalDescription();
                  await caller.setRemoteDescription({type: 'answer', sdp: await post('/offer', caller.localDescription.sdp)});
                  post('/state/held', 'yes');
                } else if (command === 'digits') {
                  caller.getSenders()[0].dtmf.insertDTMF('47#', 120, 70);
                } else if (command === 'leave') {
                  clearInterval(poll); caller.close();
                }
              }, 100);
            })().catch(problem => post('/state/problem', String(problem)));
            </script>""";

    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile;

    private final MediaEngine engine =
            new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), 31600, 31699));
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, Double> heard = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    private String page = "";
    private HttpServer server;
    private Process chromium;
    private MediaLeg callerLeg;
    private MediaLeg calledLeg;

    static boolean hasChromium() {
        return Files.isExecutable(CHROMIUM);
    }

    private void start(List<AudioCodec> caller, List<AudioCodec> called, int callerHertz, int calledHertz)
            throws Exception {
        page = PAGE.replace("CALLER_HERTZ", "" + callerHertz).replace("CALLED_HERTZ", "" + calledHertz);
        engine.start();
        callerLeg = engine.createWebRtc(listener("caller"), caller);
        calledLeg = engine.createWebRtc(listener("called"), called);
        callerLeg.connect(calledLeg);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
        chromium = new ProcessBuilder(List.of(
                        CHROMIUM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--autoplay-policy=no-user-gesture-required",
                        "--allow-loopback-in-peer-connection",
                        "--user-data-dir=" + profile,
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        chromium.descendants().forEach(ProcessHandle::destroyForcibly);
        chromium.destroyForcibly().waitFor();
        server.stop(0);
        engine.close();
    }

    private MediaLegListener listener(String name) {
        return new MediaLegListener() {
            @Override
            public void onMediaStarted() {
                events.add(name + " started");
            }

            @Override
            public void onDigit(char digit, int lengthMs) {
                events.add(name + " digit " + digit);
            }

            @Override
            public void onPeerHold(boolean held) {
                events.add(name + " hold " + held);
            }

            @Override
            public void onPeerGone(String reason) {
                events.add(name + " gone: " + reason);
            }
        };
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String response = "";
        try {
            if (path.equals("/")) {
                response = page;
            } else if (path.equals("/offer")) {
                response = callerLeg.answer(body, null);
            } else if (path.equals("/call")) {
                response = calledLeg.offer();
            } else if (path.equals("/answer")) {
                calledLeg.applyAnswer(body, null);
            } else if (path.equals("/command")) {
                String command = commands.poll();
                response = command == null ? "" : command;
            } else if (path.startsWith("/heard/")) {
                heard.put(path.substring(7), Double.parseDouble(body));
            } else if (path.startsWith("/state/")) {
                states.put(path.substring(7), body);
            }
        } catch (SdpException e) {
            states.put("problem", e.getMessage() + "\n" + body);
        }
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private boolean hears(String end, int hertz) {
        return Math.abs(heard.getOrDefault(end, 0.0) - hertz) < 12;
    }

    @ParameterizedTest
    @CsvSource({"OPUS, PCMA, 440, 880", "PCMU, G722, 440, 880", "G722, OPUS, 5000, 6000", "G722, G722, 5000, 6000"})
    void chromiumHearsItselfThroughEachCodec(AudioCodec callers, AudioCodec calleds, int callerHertz, int calledHertz)
            throws Exception {
        start(List.of(callers), List.of(calleds), callerHertz, calledHertz);

        await().atMost(Duration.ofSeconds(40))
                .until(() -> hears("caller", calledHertz) && hears("called", callerHertz));
        assertThat(states).doesNotContainKey("problem");
        assertThat(callerLeg.codec()).isEqualTo(callers);
        assertThat(calledLeg.codec()).isEqualTo(calleds);
        assertThat(callerLeg.details()).containsEntry("transcoded", callers != calleds);
        assertThat(callerLeg.stats().packetsLost()).isZero();
    }

    @Test
    void chromiumCallsIsCalledHoldsPressesKeysAndLeaves() throws Exception {
        List<AudioCodec> usual = engine.settings().browserCodecs();
        start(usual, usual, 440, 880);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> hears("caller", 880) && hears("called", 440) && "connected".equals(states.get("caller")));
        assertThat(states).doesNotContainKey("problem");
        assertThat(callerLeg.stats().packetsLost()).isZero();
        assertThat(callerLeg.stats().codec()).isEqualTo("opus");
        assertThat(callerLeg.details()).containsEntry("transcoded", false);

        commands.add("digits");
        await().atMost(Duration.ofSeconds(10)).until(() -> events.contains("caller digit #"));
        assertThat(events.stream().filter(e -> e.contains("digit")))
                .containsExactly("caller digit 4", "caller digit 7", "caller digit #");

        commands.add("hold");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> events.contains("caller hold true") && states.containsKey("held"));
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            heard.clear();
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            return hears("called", 440) && !heard.containsKey("caller");
        });

        commands.add("leave");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> events.stream().anyMatch(e -> e.startsWith("caller gone: The browser closed")));
        await().atMost(Duration.ofSeconds(8)).until(() -> calledLeg.stats().roundTripMs() >= 0);
    }
}
