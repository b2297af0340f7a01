package org.otvet.switchboard.media;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.prompt.PreparedSound;
import org.otvet.switchboard.sdp.SdpException;
import org.otvet.telephony.MediaStats;
import org.otvet.telephony.PlaybackId;

/**
 * The sound of one party. Every method is safe from any thread and returns without waiting; after {@link #close()} all
 * of them do nothing.
 */
public interface MediaLeg extends AutoCloseable {

    /**
     * Our description as an offer; may be asked for again (the version counts up). Nothing changes until
     * {@link #applyAnswer}.
     */
    String offer();

    /**
     * Takes the peer's offer (first or later) and gives our answer. When it throws, nothing has changed.
     *
     * @param signallingSource where the offer came from; media is accepted from there too, for peers behind NAT
     * @throws org.otvet.switchboard.sdp.IncompatibleMediaException when no audio is possible (SIP 488)
     * @throws SdpException when the text is malformed (SIP 400)
     */
    String answer(String remoteOffer, @Nullable InetAddress signallingSource) throws SdpException;

    /** Takes the peer's answer to {@link #offer()}; may come twice (183, then 200). Throws as {@link #answer}. */
    void applyAnswer(String remoteAnswer, @Nullable InetAddress signallingSource) throws SdpException;

    /**
     * Lets two legs hear each other; ends their playbacks and earlier connections.
     *
     * @throws IllegalArgumentException when {@code other} is this leg or of another engine
     */
    void connect(MediaLeg other);

    /** Parts this leg from its partner; both stay up in silence. */
    void disconnect();

    /** Plays to the party, replacing what it hears now; a connected leg hears it instead of its partner. */
    void play(PlaybackId playback, List<PreparedSound> sounds, boolean loop);

    /** Ends the playback; a connected leg hears its partner again. */
    void stopPlaying();

    /** While muted, nothing the party says or presses reaches its partner or a recording; keys are still reported. */
    void mute(boolean muted);

    /**
     * Sends keys ({@code 0-9*#A-D}, others are skipped) as telephone events.
     *
     * @return false when the peer takes none: send them by signalling then
     */
    boolean sendDigits(String digits);

    /** The party's keys come in signalling: they are no longer looked for in its sound. */
    void keysAreSignalled();

    /** The codec the party is spoken to in, null before one was agreed on. */
    @Nullable
    AudioCodec codec();

    MediaStats stats();

    /** The leg as it stands, for support; JSON-friendly values. */
    Map<String, Object> details();

    /** Frees ports and keys; ends the connection and the playback. */
    @Override
    void close();
}
