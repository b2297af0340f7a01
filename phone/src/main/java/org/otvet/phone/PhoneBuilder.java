package org.otvet.phone;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A telephone's settings; everything but the user name has a usable value. */
public final class PhoneBuilder {

    final String user;
    String displayName = "";
    String password = "";

    @Nullable
    InetSocketAddress server;

    InetSocketAddress bind = new InetSocketAddress("127.0.0.1", 0);
    Transport transport = Transport.UDP;
    List<Coding> codecs = List.of(Codec.PCMA, Codec.PCMU);
    int packetMs = 20;
    boolean events = true;
    List<SrtpSuite> encryption = List.of();
    List<String> digests = List.of("SHA-256", "MD5");
    Supplier<Voice> voice = Voice::silence;
    Function<PhoneCall, AnswerPolicy> policy = _ -> AnswerPolicy.ring();
    boolean autoAnswer = true;
    int rememberSeconds = 15;
    int expires = 300;
    int losing;
    Duration reports = Duration.ofSeconds(5);
    PhoneLoop loop = PhoneLoop.shared();

    @Nullable
    SSLContext tls;

    PhoneBuilder(String user) {
        this.user = user;
    }

    public PhoneBuilder displayName(String name) {
        displayName = name;
        return this;
    }

    public PhoneBuilder password(String secret) {
        password = secret;
        return this;
    }

    /** The exchange that is registered at and that plain numbers are called through. */
    public PhoneBuilder server(String host, int port) {
        server = new InetSocketAddress(host, port);
        return this;
    }

    /** Own address for signalling and audio, 127.0.0.1 with any port unless told otherwise. */
    public PhoneBuilder bind(String host, int port) {
        bind = new InetSocketAddress(host, port);
        return this;
    }

    public PhoneBuilder transport(Transport kind) {
        transport = kind;
        return this;
    }

    /** Signalling over TLS: the telephone's own certificate and whom it trusts. */
    public PhoneBuilder tls(SSLContext context) {
        transport = Transport.TLS;
        tls = context;
        return this;
    }

    /** Preferred first. */
    public PhoneBuilder codecs(Coding... preferred) {
        codecs = List.of(preferred);
        return this;
    }

    /** Has no telephone events: its keys are heard in its sound, or not at all. */
    public PhoneBuilder withoutEvents() {
        events = false;
        return this;
    }

    /** How much sound a packet has: 10, 20, 30, 40 or 60 ms. */
    public PhoneBuilder packets(int milliseconds) {
        packetMs = milliseconds;
        return this;
    }

    /**
     * Encrypts the sound with keys in the descriptions, preferred suite first: demands it in calls of its own, takes part
     * where it is offered. Without this, what demands encryption is refused.
     */
    public PhoneBuilder encrypt(SrtpSuite... preferred) {
        encryption = List.of(preferred);
        return this;
    }

    /** Digest algorithms that are met, preferred first: {@code SHA-256}, {@code MD5}. */
    public PhoneBuilder digests(String... algorithms) {
        digests = List.of(algorithms);
        return this;
    }

    /** Says this tone in every call. */
    public PhoneBuilder tone(double hertz) {
        voice = () -> Voice.tone(hertz);
        return this;
    }

    /** Makes the voice of each call. */
    public PhoneBuilder voice(Supplier<Voice> each) {
        voice = each;
        return this;
    }

    public PhoneBuilder incoming(AnswerPolicy always) {
        policy = _ -> always;
        return this;
    }

    /** Asked on the loop for each incoming call; must not wait. */
    public PhoneBuilder incoming(Function<PhoneCall, AnswerPolicy> each) {
        policy = each;
        return this;
    }

    /** Whether a call with {@code X-Otvet-Answer: auto} is answered without ringing, as by default. */
    public PhoneBuilder autoAnswer(boolean honoured) {
        autoAnswer = honoured;
        return this;
    }

    /** How much received audio is kept for {@code hears}; 0 decodes nothing and costs least. */
    public PhoneBuilder remember(Duration audio) {
        rememberSeconds = (int) audio.toSeconds();
        return this;
    }

    /** Loses one in so many of the packets it should send, as a bad network does; 0 loses none. */
    public PhoneBuilder losing(int oneIn) {
        losing = oneIn;
        return this;
    }

    /** How often RTCP reports are sent. */
    public PhoneBuilder reports(Duration every) {
        reports = every;
        return this;
    }

    /** What registrations ask for. */
    public PhoneBuilder expires(Duration registration) {
        expires = (int) registration.toSeconds();
        return this;
    }

    public PhoneBuilder loop(PhoneLoop own) {
        loop = own;
        return this;
    }

    /** Opens the telephone's signalling port. */
    public SipPhone start() {
        return new SipPhone(this);
    }
}
