package org.otvet.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.otvet.phone.CallState;
import org.otvet.phone.PhoneBuilder;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.phone.SrtpSuite;
import org.otvet.phone.Transport;
import org.otvet.phone.Voice;
import org.otvet.phone.WavTone;
import org.otvet.switchboard.sip.SipSettings;
import org.otvet.telephony.Exchange;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.FarEnd;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LineSecurity;
import org.otvet.telephony.MediaEncryption;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;

/** Real SIP telephones around an embedded exchange, all on loopback addresses: the carrier is 127.0.0.2. */
final class SipFarEnd implements FarEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CARRIER = "127.0.0.2";
    private static final String PASSWORD = "correct horse";

    private final HeardEvents events = new HeardEvents();
    private final EmbeddedExchange exchange;
    private final SipPhone carrier;
    private final SipPhone phone;
    private final Transport transport;
    private final SrtpSuite[] suites;
    private final TestAuthority authority = new TestAuthority();
    private final List<SipPhone> callers = new java.util.ArrayList<>();

    /**
     * @param registered whether the telephone registers, or is called at a fixed address
     * @param suites what encrypts all sound, none for sound in the clear
     */
    SipFarEnd(Transport transport, boolean registered, SrtpSuite... suites) {
        this.transport = transport;
        this.suites = suites;
        var media = suites.length == 0 ? MediaEncryption.OPTIONAL : MediaEncryption.REQUIRED;
        var own = authority.issue("127.0.0.1");
        exchange = new EmbeddedExchange(
                new ExchangeSettings(
                        InetAddress.getLoopbackAddress(),
                        0,
                        21000,
                        28999,
                        new SipSettings.Tls(0, own.keyManager(), authority.trust())),
                Clock.systemUTC());
        carrier = telephone("carrier", CARRIER).start();
        var fixed = registered ? null : telephone("agent1", "127.0.0.1").start();
        var parameter = ";transport=" + transport.name().toLowerCase(Locale.ROOT);
        exchange.configure(new ExchangePlan(
                List.of(
                        fixed == null
                                ? new PhoneAccount(
                                        phone(), "agent1", PhoneAccount.Kind.REGISTERED, hashes("agent1"), "", media)
                                : new PhoneAccount(
                                        phone(),
                                        "agent1",
                                        PhoneAccount.Kind.FIXED,
                                        Map.of(),
                                        "sip:agent1@127.0.0.1:" + fixed.port() + parameter,
                                        media),
                        new PhoneAccount(
                                new PhoneId("p2"), "agent2", PhoneAccount.Kind.REGISTERED, hashes("agent2"), "")),
                List.of(new Trunk(
                        trunk(),
                        "carrier",
                        List.of(CARRIER + "/32"),
                        List.of(CARRIER + ":" + carrier.port()),
                        transport.name().toLowerCase(Locale.ROOT),
                        0,
                        List.of(),
                        null,
                        0,
                        1,
                        new LineSecurity(media, "")))));
        exchange.start(events);
        phone = fixed != null ? fixed : register();
        events.await(ExchangeEvent.PhoneReachable.class, e -> e.phone().equals(phone()));
    }

    private PhoneBuilder telephone(String user, String host) {
        var builder = SipPhone.builder(user).bind(host, 0).encrypt(suites);
        return transport == Transport.TLS
                ? builder.tls(authority.context(authority.issue(host)))
                : builder.transport(transport);
    }

    private int port() {
        var secured = exchange.sipTlsAddress();
        return transport == Transport.TLS && secured != null
                ? secured.getPort()
                : exchange.sipAddress().getPort();
    }

    private SipPhone register() {
        return telephone("agent1", "127.0.0.1")
                .password(PASSWORD)
                .server("127.0.0.1", port())
                .start()
                .register()
                .awaitRegistered(PATIENCE);
    }

    private static Map<String, String> hashes(String username) {
        return Map.of("MD5", hash("MD5", username), "SHA-256", hash("SHA-256", username));
    }

    private static String hash(String algorithm, String username) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm)
                            .digest((username + ":otvet:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    @Override
    public HeardEvents events() {
        return events;
    }

    @Override
    public TrunkId trunk() {
        return new TrunkId("t1");
    }

    @Override
    public PhoneId phone() {
        return new PhoneId("p1");
    }

    @Override
    public PhoneId absentPhone() {
        return new PhoneId("p2");
    }

    @Override
    public Party callIn(String callerNumber, String dialled, int hertz) {
        var caller = telephone(callerNumber, CARRIER)
                .tone(hertz)
                .server("127.0.0.1", port())
                .start();
        callers.add(caller);
        return new SipParty(caller.call(dialled));
    }

    @Override
    public Party awaitCallAtPhone() {
        return new SipParty(phone.awaitCall(PATIENCE));
    }

    @Override
    public Party awaitCallAtTrunk() {
        return new SipParty(carrier.awaitCall(PATIENCE));
    }

    @Override
    public List<Integer> tonesOf(Path recording) {
        try {
            var wav = WavTone.of(recording);
            return List.of(tone(wav, 0), tone(wav, 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int tone(WavTone wav, int channel) {
        var tones = wav.tones(channel);
        return tones.isEmpty() ? 0 : tones.getFirst();
    }

    @Override
    public void close() {
        exchange.close();
        callers.forEach(SipPhone::close);
        phone.close();
        carrier.close();
    }

    private record SipParty(PhoneCall call) implements Party {

        @Override
        public void answer(int hertz) {
            call.say(Voice.tone(hertz));
            call.answer();
        }

        @Override
        public void decline() {
            call.refuse(603);
        }

        @Override
        public void hangUp() {
            call.hangUp();
        }

        @Override
        public void press(String digits) {
            call.press(digits);
        }

        @Override
        public void awaitRinging() {
            call.awaitState(CallState.RINGING, PATIENCE);
        }

        @Override
        public void awaitUp() {
            call.awaitUp(PATIENCE);
        }

        @Override
        public void awaitEnded() {
            call.awaitEnd(PATIENCE);
        }

        @Override
        public void awaitHears(int hertz) {
            call.awaitHears(hertz, PATIENCE);
        }

        @Override
        public void awaitHearsOnly(int... hertz) {
            call.awaitHearsOnly(PATIENCE, Arrays.stream(hertz).asDoubleStream().toArray());
        }

        @Override
        public void awaitSilence() {
            call.awaitSilence(PATIENCE);
        }

        @Override
        public void awaitDigits(String digits) {
            call.awaitKeys(digits, PATIENCE);
        }

        @Override
        public String shownNumber() {
            return call.callerNumber();
        }
    }
}
