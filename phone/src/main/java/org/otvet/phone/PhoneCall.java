package org.otvet.phone;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otvet.phone.SessionDescription.Direction;

/** One call of a {@link SipPhone}, ours or theirs. Public methods may be called from any thread. */
public final class PhoneCall {

    private static final long EAR_MS = 400;

    private final SipPhone phone;
    private final Dialog dialog;
    private final PhoneAudio audio;
    private final boolean ours;
    private final String target;
    private final @Nullable SipMessage invite;
    private final CallEncryption encryption;
    private final Renegotiation renegotiation;
    private final CallRequests requests;
    private final Map<CallState, Instant> reached = new ConcurrentHashMap<>();
    private final List<PressedKey> keys = new CopyOnWriteArrayList<>();
    private final List<Integer> provisional = new CopyOnWriteArrayList<>();
    private @Nullable IncomingInvite incoming;
    private @Nullable OutgoingInvite outgoing;
    private volatile CallState state = CallState.NEW;
    private volatile @Nullable CallEnd end;
    private volatile boolean onHold;
    private volatile boolean heldByPeer;
    private boolean leaving;

    PhoneCall(SipPhone phone, Dialog dialog, String target) {
        this(phone, dialog, target, null);
    }

    PhoneCall(SipPhone phone, Dialog dialog, SipMessage invite) {
        this(phone, dialog, invite.uri(), invite);
    }

    private PhoneCall(SipPhone phone, Dialog dialog, String target, @Nullable SipMessage invite) {
        this.phone = phone;
        this.dialog = dialog;
        this.target = target;
        this.invite = invite;
        ours = invite == null;
        PhoneBuilder settings = phone.settings;
        audio = new PhoneAudio(phone.loop(), settings, this::pressed);
        renegotiation = new Renegotiation(phone, this);
        encryption = new CallEncryption(phone.loop(), audio, renegotiation);
        requests = new CallRequests(phone, this, renegotiation);
        reached.put(CallState.NEW, Instant.now());
    }

    public SipPhone phone() {
        return phone;
    }

    public String callId() {
        return dialog.callId;
    }

    public CallState state() {
        return state;
    }

    /** When the state was reached, null when it was not. */
    public @Nullable Instant at(CallState wanted) {
        return reached.get(wanted);
    }

    /** Null until the call has ended. */
    public @Nullable CallEnd end() {
        return end;
    }

    /** The Request-URI of the call. */
    public String target() {
        return target;
    }

    /** The user part of an incoming call's From. */
    public String callerNumber() {
        return SipMessage.userOf(header("From"));
    }

    public String callerName() {
        return SipMessage.displayNameOf(header("From"));
    }

    /** A header of the INVITE that brought this call, empty when it has none or the call is ours. */
    public String header(String name) {
        return invite == null ? "" : invite.get(name);
    }

    /** Provisional statuses that came to our call, in order. */
    public List<Integer> provisionalStatuses() {
        return List.copyOf(provisional);
    }

    public Coding codec() {
        return audio.codec();
    }

    public AudioStats audioStats() {
        return audio.stats();
    }

    /** Where this call's audio is received. */
    public InetSocketAddress audioAddress() {
        return audio.local();
    }

    public PhoneCall answer() {
        phone.loop().run(() -> {
            if (incoming != null) {
                incoming.answer();
            }
        });
        return this;
    }

    /** Refuses an incoming call. */
    public PhoneCall refuse(int status) {
        phone.loop().run(() -> {
            if (incoming != null) {
                incoming.refuse(status);
            }
        });
        return this;
    }

    /** Ends the call in whatever state it is: cancels, refuses or hangs up. */
    public PhoneCall hangUp() {
        phone.loop().run(() -> {
            if (state == CallState.ENDED) {
                return;
            }
            if (incoming != null) {
                incoming.hangUp();
            } else if (outgoing != null && state != CallState.UP) {
                outgoing.cancel();
            } else {
                sendBye();
            }
        });
        return this;
    }

    /** Puts the far side on hold ({@code sendonly}) and stops talking. */
    public PhoneCall hold() {
        phone.loop().run(() -> renegotiation.offer(Direction.SENDONLY));
        return this;
    }

    public PhoneCall resume() {
        phone.loop().run(() -> renegotiation.offer(Direction.SENDRECV));
        return this;
    }

    /** Says something else from now on; {@link Voice#silence()} mutes. */
    public PhoneCall say(Voice voice) {
        phone.loop().run(() -> audio.voice(voice));
        return this;
    }

    /** Presses keys as RFC 4733 events, 160 ms each. */
    public PhoneCall press(String digits) {
        phone.loop().run(() -> audio.press(digits));
        return this;
    }

    /** Sends an INFO. */
    public PhoneCall info(String contentType, String body) {
        phone.loop().run(() -> {
            SipMessage info = dialog.request("INFO", dialog.nextSequence(), phone.via());
            phone.send(info.body(contentType, body), dialog.hop(), _ -> {});
        });
        return this;
    }

    /** Presses a key by INFO with {@code application/dtmf-relay}. */
    public PhoneCall pressByInfo(char key) {
        return info("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n");
    }

    public CallEncryption encryption() {
        return encryption;
    }

    /** True once the far side has accepted our hold. */
    public boolean isOnHold() {
        return onHold;
    }

    /** True while the far side does not listen. */
    public boolean isHeldByPeer() {
        return heldByPeer;
    }

    /** Keys the far side pressed, by RFC 4733 or INFO. */
    public List<PressedKey> pressedKeys() {
        return List.copyOf(keys);
    }

    /** The last {@code window} of what was heard: 8 kHz samples, silence where nothing came. */
    public short[] heard(Duration window) {
        return audio.heard().last(window.toMillis());
    }

    /** Whether the tone is heard now, judged by the last 400 ms. */
    public boolean hears(double hertz) {
        short[] samples = audio.heard().last(EAR_MS);
        return samples.length > EAR_MS * 4 && Tones.contains(samples, hertz);
    }

    public boolean hearsSilence() {
        return Tones.silent(audio.heard().last(EAR_MS));
    }

    /** Tones in the last {@code window}, loudest first, to within 5 Hz. */
    public List<Integer> heardTones(Duration window) {
        return Tones.in(heard(window));
    }

    /** Waits until the state was reached; fails at once when the call ends without it. */
    public PhoneCall awaitState(CallState wanted, Duration timeout) {
        await("reached " + wanted, timeout, () -> reached.containsKey(wanted) || state == CallState.ENDED);
        if (!reached.containsKey(wanted)) {
            throw new PhoneTimeoutException(this + " ended without being " + wanted + ": " + end, phone.log());
        }
        return this;
    }

    public PhoneCall awaitUp(Duration timeout) {
        return awaitState(CallState.UP, timeout);
    }

    public CallEnd awaitEnd(Duration timeout) {
        await("ended", timeout, () -> end != null);
        CallEnd how = end;
        return how == null ? new CallEnd(0, false, "") : how;
    }

    public PhoneCall awaitHears(double hertz, Duration timeout) {
        return await("heard " + hertz + " Hz", timeout, () -> hears(hertz));
    }

    /** Waits until these tones, each within 5 Hz, and no others are heard. */
    public PhoneCall awaitHearsOnly(Duration timeout, double... hertz) {
        return await("heard only " + Arrays.toString(hertz) + " Hz", timeout, () -> {
            List<Integer> heard = heardTones(Duration.ofMillis(EAR_MS));
            return heard.size() == hertz.length
                    && Arrays.stream(hertz).allMatch(one -> heard.stream().anyMatch(tone -> Math.abs(one - tone) <= 5));
        });
    }

    /** Waits until the tone is no longer heard. */
    public PhoneCall awaitHearsNot(double hertz, Duration timeout) {
        return await("stopped hearing " + hertz + " Hz", timeout, () -> !hears(hertz));
    }

    public PhoneCall awaitSilence(Duration timeout) {
        return await("heard silence", timeout, this::hearsSilence);
    }

    /** Waits until the far side has pressed exactly these keys, all counted since the call began. */
    public PhoneCall awaitKeys(String digits, Duration timeout) {
        return await("been sent the keys " + digits, timeout, () -> keysText().equals(digits));
    }

    public PhoneCall awaitOnHold(boolean held, Duration timeout) {
        return await(held ? "put on hold" : "resumed", timeout, () -> onHold == held);
    }

    private String keysText() {
        return keys.stream().map(key -> String.valueOf(key.key())).collect(Collectors.joining());
    }

    private PhoneCall await(String what, Duration timeout, BooleanSupplier condition) {
        if (!phone.moments().await(timeout, condition)) {
            String heard = "hears " + heardTones(Duration.ofMillis(EAR_MS)) + " Hz, keys '" + keysText() + "', "
                    + audioStats();
            throw new PhoneTimeoutException(
                    this + " has not " + what + " after " + timeout + "; " + heard, phone.log());
        }
        return this;
    }

    @Override
    public String toString() {
        return (ours ? "call of " + phone.user() + " to " + target : "call to " + phone.user()) + " [" + state + "]";
    }

    // what follows is called on the loop

    Dialog dialog() {
        return dialog;
    }

    PhoneAudio audio() {
        return audio;
    }

    void incoming(IncomingInvite by) {
        incoming = by;
    }

    void outgoing(OutgoingInvite by) {
        outgoing = by;
    }

    void onHold(boolean held) {
        onHold = held;
        phone.moments().changed();
    }

    void heldByPeer(boolean held) {
        heldByPeer = held;
        phone.moments().changed();
    }

    void ringing(int status) {
        provisional.add(status);
        advance(CallState.RINGING);
    }

    void pressed(char key, int lengthMs) {
        keys.add(new PressedKey(key, lengthMs));
        phone.log().add("key " + key + " " + lengthMs + " ms");
        phone.moments().changed();
    }

    /** False when the call is already there or further. */
    boolean advance(CallState next) {
        if (state.compareTo(next) >= 0) {
            return false;
        }
        reached.put(next, Instant.now());
        state = next;
        phone.log().add(toString());
        phone.moments().changed();
        return true;
    }

    void end(CallEnd how) {
        if (state == CallState.ENDED) {
            return;
        }
        audio.close();
        renegotiation.stop();
        end = how;
        advance(CallState.ENDED);
        phone.ended(this);
    }

    void sendBye() {
        if (leaving || state == CallState.ENDED) {
            return;
        }
        leaving = true;
        SipMessage bye = dialog.request("BYE", dialog.nextSequence(), phone.via());
        phone.send(bye, dialog.hop(), _ -> {});
        end(new CallEnd(200, true, ""));
    }

    void vanish() {
        end(new CallEnd(0, true, "vanished"));
    }

    void receive(SipMessage request, InetSocketAddress source) {
        requests.receive(request, source);
    }

    @Nullable
    IncomingInvite incoming() {
        return incoming;
    }
}
