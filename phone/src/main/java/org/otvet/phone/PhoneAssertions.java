package org.otvet.phone;

import java.time.Duration;

/**
 * Assertions on who hears whom, in AssertJ's manner but without needing it. Each waits up to five seconds for what it
 * asserts, since audio takes its time.
 */
public final class PhoneAssertions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private PhoneAssertions() {}

    public static CallAssert assertThat(PhoneCall call) {
        return new CallAssert(call);
    }

    public static RecordingAssert assertThat(WavTone recording) {
        return new RecordingAssert(recording);
    }

    /** Both hear each other's tone, and nothing of their own. */
    public static void assertTalking(PhoneCall a, double tonesOfA, PhoneCall b, double toneOfB) {
        assertThat(a).hears(toneOfB).hearsNot(tonesOfA);
        assertThat(b).hears(tonesOfA).hearsNot(toneOfB);
    }

    /** On one call. */
    public static final class CallAssert {
        private final PhoneCall call;

        private CallAssert(PhoneCall call) {
            this.call = call;
        }

        public CallAssert hears(double hertz) {
            call.awaitHears(hertz, PATIENCE);
            return this;
        }

        /** Waits until the tone has gone. */
        public CallAssert hearsNot(double hertz) {
            call.awaitHearsNot(hertz, PATIENCE);
            return this;
        }

        /** Waits until exactly these tones are heard, each within 5 Hz. */
        public CallAssert hearsOnly(double... hertz) {
            call.awaitHearsOnly(PATIENCE, hertz);
            return this;
        }

        public CallAssert hearsSilence() {
            call.awaitSilence(PATIENCE);
            return this;
        }

        public CallAssert isUp() {
            call.awaitUp(PATIENCE);
            if (call.state() != CallState.UP) {
                throw new AssertionError(
                        call + " is no longer up\n" + call.phone().log());
            }
            return this;
        }

        public CallAssert endsWith(int status) {
            CallEnd end = call.awaitEnd(PATIENCE);
            if (end.status() != status) {
                throw new AssertionError(call + " ended with " + end + ", not " + status + "\n"
                        + call.phone().log());
            }
            return this;
        }

        public CallAssert gotKeys(String digits) {
            call.awaitKeys(digits, PATIENCE);
            return this;
        }
    }

    /** On one recording. */
    public static final class RecordingAssert {
        private final WavTone recording;

        private RecordingAssert(WavTone recording) {
            this.recording = recording;
        }

        /** The tone is in at least {@code share} (0 to 1) of the channel. */
        public RecordingAssert hasTone(int channel, double hertz, double share) {
            if (recording.share(channel, hertz) < share) {
                throw new AssertionError("channel " + channel + " has " + hertz + " Hz in "
                        + recording.share(channel, hertz) + " of its length, not " + share + ": " + recording);
            }
            return this;
        }

        public RecordingAssert lacksTone(int channel, double hertz) {
            if (recording.share(channel, hertz) > 0) {
                throw new AssertionError("channel " + channel + " has " + hertz + " Hz in "
                        + recording.share(channel, hertz) + " of its length: " + recording);
            }
            return this;
        }

        public RecordingAssert lastsBetween(double lowSeconds, double highSeconds) {
            if (recording.seconds() < lowSeconds || recording.seconds() > highSeconds) {
                throw new AssertionError("lasts " + recording.seconds() + " s, not " + lowSeconds + " to " + highSeconds
                        + ": " + recording);
            }
            return this;
        }
    }
}
