package org.otvet.telephony;

import java.time.Duration;
import java.util.List;

/**
 * An exchange. Every command returns at once and may be given from any thread; its outcome is an event. A command for a
 * leg that is already gone is ignored: its {@link ExchangeEvent.LegEnded} is under way or was delivered.
 */
public interface Exchange extends AutoCloseable {

    /**
     * Opens ports and begins to report.
     *
     * @throws ExchangeStartException when a port is taken or cannot be opened
     */
    void start(ExchangeListener listener);

    /** Replaces what the exchange knows. Legs that are up are not touched. */
    void configure(ExchangePlan plan);

    /** Tells the caller that it rings. */
    void ring(LegId leg);

    /** Takes an offered call. */
    void answer(LegId leg);

    /** Ends a leg in whatever state it is: refuses, cancels or hangs up. */
    void hangUp(LegId leg, HangUpCause cause);

    /** Calls somebody; events carry {@link Dial#leg()}. */
    void dial(Dial dial);

    /** Plays to a leg that is up, replacing what it hears now; a connected leg hears it instead of its partner. */
    void play(LegId leg, Playback playback);

    /** Ends the current playback; a connected leg hears its partner again, another one silence. */
    void stopPlaying(LegId leg);

    /**
     * Lets two legs hear each other; ends their playbacks and earlier connections. Both are up, or send early media
     * ({@link ExchangeEvent.LegRinging#earlyMedia}).
     */
    void connect(LegId a, LegId b);

    /**
     * Lets parties that are up hear each other as ordered, at least {@link Mix#PARTIES} of them, and changes who hears
     * whom without a gap while they talk. Ends the playbacks and earlier connections of those who come in. Whoever is out
     * of it stays up in silence, one whose leg ends is out of it, and what two hear of each other is what
     * {@link #connect} lets them hear. A recording of two of the parties has in its right channel, beside that party,
     * whomever the left one hears.
     */
    void mix(Mix mix);

    /** Parts a leg from its partner, or from the mix it is in; all stay up, a partner in silence. */
    void disconnect(LegId leg);

    /** While muted, nothing the party says reaches anybody, its recording channel included. */
    void mute(LegId leg, boolean muted);

    /** Sends keys to the party, in the way its telephone takes them. */
    void sendDigits(LegId leg, String digits);

    /** Records two legs, connected or not, until stopped or either ends. */
    void record(RecordingOrder order);

    void stopRecording(RecordingId recording);

    /**
     * While paused, nothing that is said is kept anywhere: the file has silence of the same length in its place. Unknown
     * recordings are ignored.
     */
    void pauseRecording(RecordingId recording, boolean paused);

    /**
     * Makes credentials with which a browser may register as {@code phone}.
     *
     * @throws IllegalArgumentException when the plan has no such browser phone
     */
    PhoneCredentials mintCredentials(PhoneId phone, Duration validity);

    /** Withdraws minted credentials and the registrations made with them (sign-out). */
    void revokeCredentials(PhoneId phone);

    boolean isReachable(PhoneId phone);

    /** Whether a line to a carrier with an account is registered. */
    default TrunkState trunkState(TrunkId trunk) {
        return TrunkState.UNKNOWN;
    }

    List<LegSnapshot> legs();

    /**
     * The signalling of a leg, in order: while it is known and for at least 2 s after its end, less where very many end at
     * once; then empty. Only the first messages of a leg that has very many.
     */
    default List<SignalledMessage> signalling(LegId leg) {
        return List.of();
    }

    /** True while every listener answers; what the health endpoint asks. */
    boolean isHealthy();

    /** Ends every leg with {@link HangUpCause#SHUTDOWN}, closes recordings and ports; waits a bounded time. */
    @Override
    void close();
}
