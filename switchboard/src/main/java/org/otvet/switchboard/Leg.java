package org.otvet.switchboard;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.media.MediaLeg;
import org.otvet.switchboard.prompt.PreparedSound;
import org.otvet.switchboard.sdp.SdpException;
import org.otvet.switchboard.sip.CallEnd;
import org.otvet.switchboard.sip.Ladder;
import org.otvet.switchboard.sip.ReinviteAnswer;
import org.otvet.switchboard.sip.SipCall;
import org.otvet.switchboard.sip.SipCallListener;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.LegSnapshot;
import org.otvet.telephony.MediaStats;
import org.otvet.telephony.PlaybackId;
import org.otvet.telephony.TrunkId;

/**
 * One party: its signalling and its media, and what the port was told of it. Commands, signalling and media come from
 * different threads; the leg's own monitor puts them, and so its events, in one order. Nothing under it blocks.
 */
final class Leg implements SipCallListener {

    /** How long after a page's connection closed its BYE may still arrive, in ms. */
    private static final long GONE_GRACE_MS = 500;

    /** How long after the end its signalling can be asked for, in ms. */
    private static final long REMEMBERED_MS = 5_000;

    private enum State {
        OFFERED,
        DIALLING,
        RINGING,
        UP,
        ENDED
    }

    final LegId id;
    volatile @Nullable TrunkId trunk;

    private final EmbeddedExchange exchange;
    private final @Nullable InetAddress signallingSource;
    private State state;
    private Instant since;
    private boolean reported;
    private boolean early;
    private long playbackOrder;
    private final List<Ladder> ladders = new ArrayList<>(1);
    private @Nullable SipCall call;
    private @Nullable MediaLeg media;
    private @Nullable String description;
    private @Nullable Predicate<CallEnd> diversion;
    private MediaStats lastStats = MediaStats.NONE;

    private Leg(
            EmbeddedExchange exchange, LegId id, @Nullable TrunkId trunk, @Nullable InetAddress source, State state) {
        this.exchange = exchange;
        this.id = id;
        this.trunk = trunk;
        this.signallingSource = source;
        this.state = state;
        this.since = exchange.now();
    }

    static Leg offered(EmbeddedExchange exchange, @Nullable TrunkId trunk, InetAddress source) {
        return new Leg(exchange, LegId.random(), trunk, source, State.OFFERED);
    }

    static Leg dialled(EmbeddedExchange exchange, LegId id, @Nullable TrunkId trunk) {
        return new Leg(exchange, id, trunk, null, State.DIALLING);
    }

    /** What an offered leg stands on, before anybody hears of it. */
    synchronized void attach(SipCall offeredCall, MediaLeg offeredMedia, @Nullable String answerDescription) {
        call = offeredCall;
        ladders.add(offeredCall.ladder());
        media = offeredMedia;
        description = answerDescription;
    }

    synchronized void attach(MediaLeg dialledMedia) {
        media = dialledMedia;
    }

    /** Places the call; one that ended meanwhile is not placed. No end of it is heard before this returns. */
    synchronized void place(Supplier<SipCall> placing) {
        if (state != State.ENDED) {
            call = placing.get();
            ladders.add(call.ladder());
        }
    }

    /** Says over which trunk the call goes out now. */
    synchronized void routedOver(TrunkId over, String number, int statusBefore) {
        trunk = over;
        exchange.report(new ExchangeEvent.LegRouted(exchange.now(), id, over, number, statusBefore));
    }

    /** Who may send a call that failed before it rang another way. */
    synchronized void divertedBy(Predicate<CallEnd> other) {
        diversion = other;
    }

    // ---- commands

    synchronized void ring() {
        if (state == State.OFFERED && call != null) {
            call.ring();
        }
    }

    synchronized void answer() {
        if (state != State.OFFERED || call == null || media == null) {
            return;
        }
        enter(State.UP);
        call.accept(description == null ? media.offer() : description);
    }

    synchronized void hangUp(HangUpCause cause) {
        if (state == State.ENDED) {
            return;
        }
        if (call != null) {
            boolean plain = state == State.UP && (cause == HangUpCause.NORMAL || cause == HangUpCause.CANCELLED);
            call.end(plain ? 0 : Causes.status(cause), plain ? "" : cause.name().toLowerCase(Locale.ROOT));
        }
        end(cause, EndedBy.OTVET, 0, "");
    }

    /** A number that makes every earlier request to play out of date. */
    synchronized long nextPlaybackOrder() {
        return ++playbackOrder;
    }

    synchronized void play(long order, PlaybackId playback, List<PreparedSound> sounds, boolean loop) {
        if (state != State.ENDED && media != null && order == playbackOrder) {
            media.play(playback, sounds, loop);
        }
    }

    void cannotPlay(PlaybackId playback, String problem) {
        tell(at -> new ExchangeEvent.PlaybackEnded(at, id, playback, false, problem));
    }

    synchronized void stopPlaying() {
        playbackOrder++;
        if (media != null) {
            media.stopPlaying();
        }
    }

    /** The media to join with another leg's; null when there is none to join. */
    synchronized @Nullable MediaLeg mediaForConnection() {
        playbackOrder++;
        return state == State.ENDED ? null : media;
    }

    synchronized void disconnect() {
        playbackOrder++;
        if (media != null) {
            media.disconnect();
        }
    }

    synchronized void mute(boolean muted) {
        if (media != null) {
            media.mute(muted);
        }
    }

    synchronized void sendDigits(String digits) {
        if (state != State.UP || media == null || call == null || media.sendDigits(digits)) {
            return;
        }
        for (char digit : digits.toCharArray()) {
            call.info("application/dtmf-relay", "Signal=" + digit + "\r\nDuration=160\r\n");
        }
    }

    synchronized @Nullable MediaLeg mediaForRecording() {
        return state == State.ENDED ? null : media;
    }

    /** Of each call that was placed for this leg, in order. */
    synchronized List<Ladder> ladders() {
        return List.copyOf(ladders);
    }

    synchronized LegSnapshot snapshot() {
        Map<String, Object> detail = new LinkedHashMap<>();
        if (call != null) {
            detail.put("callId", call.callId());
            detail.put("incoming", call.isIncoming());
        }
        if (trunk instanceof TrunkId over) {
            detail.put("trunk", over.value());
        }
        detail.putAll(media == null ? Map.of() : media.details());
        var stats = media == null ? lastStats : media.stats();
        return new LegSnapshot(id, state.name().toLowerCase(Locale.ROOT), since, stats, detail);
    }

    // ---- signalling

    @Override
    public synchronized void onRinging(int status, @Nullable String sdp) {
        if (state != State.DIALLING && state != State.RINGING) {
            return;
        }
        boolean first = state == State.DIALLING;
        boolean sounds = sdp != null && applyAnswer(sdp) && !early;
        early |= sounds;
        if (first) {
            enter(State.RINGING);
        }
        if (first || sounds) {
            exchange.report(new ExchangeEvent.LegRinging(exchange.now(), id, early));
        }
    }

    @Override
    public synchronized void onAnswered(@Nullable String sdp) {
        if (state != State.DIALLING && state != State.RINGING) {
            return;
        }
        // The answer may have come with early media already.
        if (sdp == null ? !early : !applyAnswer(sdp)) {
            refuseMedia();
            return;
        }
        enter(State.UP);
        reportUp();
    }

    @Override
    public synchronized void onEstablished(@Nullable String sdp) {
        if (state != State.UP) {
            return;
        }
        if (sdp != null && !applyAnswer(sdp)) {
            refuseMedia();
            return;
        }
        reportUp();
    }

    @Override
    public synchronized void onReinvite(@Nullable String sdp, ReinviteAnswer answer) {
        if (state != State.UP || media == null) {
            answer.refuse(481, "Call/Transaction Does Not Exist");
            return;
        }
        Reoffer.answer(media, sdp, signallingSource, answer);
    }

    @Override
    public synchronized void onReinviteDone(int status, @Nullable String sdp) {
        if (state == State.UP && sdp != null) {
            applyAnswer(sdp);
        }
    }

    @Override
    public synchronized void onInfo(String contentType, String body) {
        var digit = state == State.ENDED ? null : InfoDigit.parse(contentType, body);
        if (digit != null) {
            if (media != null) {
                media.keysAreSignalled();
            }
            exchange.report(new ExchangeEvent.DigitPressed(exchange.now(), id, digit.key(), digit.lengthMs()));
        }
    }

    @Override
    public synchronized void onEnded(CallEnd end) {
        if (state == State.DIALLING && diversion != null && diversion.test(end)) {
            return;
        }
        end(
                Causes.of(end),
                Causes.by(end),
                end.status(),
                end.reasonHeader().isEmpty() ? end.phrase() : end.reasonHeader());
    }

    // ---- media

    /** Reports something of a leg that has not ended. */
    synchronized void tell(Function<Instant, ExchangeEvent> event) {
        if (state != State.ENDED) {
            exchange.report(event.apply(exchange.now()));
        }
    }

    /** Reports something of a leg that is up. */
    synchronized void tellWhileUp(Function<Instant, ExchangeEvent> event) {
        if (state == State.UP) {
            exchange.report(event.apply(exchange.now()));
        }
    }

    void mediaGone(String reason) {
        // A page that hangs up closes its media first and says BYE a moment later; one that is reloaded says nothing.
        exchange.later(GONE_GRACE_MS, TimeUnit.MILLISECONDS, () -> lost(reason));
    }

    private synchronized void lost(String reason) {
        if (state == State.ENDED) {
            return;
        }
        if (call != null) {
            call.end(480, "connection lost");
        }
        end(HangUpCause.CONNECTION_LOST, EndedBy.NETWORK, 0, reason);
    }

    // ---- inside

    private void refuseMedia() {
        if (call != null) {
            call.end(488, "incompatible media");
        }
        end(HangUpCause.INCOMPATIBLE_MEDIA, EndedBy.OTVET, 488, "no common codec");
    }

    private boolean applyAnswer(String sdp) {
        try {
            if (media != null) {
                media.applyAnswer(sdp, signallingSource);
            }
            return true;
        } catch (SdpException e) {
            return false;
        }
    }

    private void reportUp() {
        if (!reported) {
            reported = true;
            exchange.report(new ExchangeEvent.LegAnswered(exchange.now(), id));
        }
    }

    private void enter(State next) {
        state = next;
        since = exchange.now();
    }

    /** Ends a leg whose signalling, if it had any, is over. */
    synchronized void end(HangUpCause cause, EndedBy by, int status, String reason) {
        if (state == State.ENDED) {
            return;
        }
        enter(State.ENDED);
        if (media != null) {
            lastStats = media.stats();
            media.close();
        }
        exchange.known().remove(this, ladders());
        exchange.later(
                REMEMBERED_MS, TimeUnit.MILLISECONDS, () -> exchange.known().forget(id));
        exchange.report(new ExchangeEvent.LegEnded(since, id, cause, by, status, reason, lastStats));
    }
}
