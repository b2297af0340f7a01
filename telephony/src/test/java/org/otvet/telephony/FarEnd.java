package org.otvet.telephony;

import java.nio.file.Path;
import java.util.List;

/** The world around an exchange under test: one trunk, one telephone, and real parties on them. */
public interface FarEnd extends AutoCloseable {

    Exchange exchange();

    HeardEvents events();

    TrunkId trunk();

    /** A telephone that can be called. */
    PhoneId phone();

    /** A telephone in the plan that is not there. */
    PhoneId absentPhone();

    /** Somebody calls over the trunk, speaking with a tone. */
    Party callIn(String callerNumber, String dialled, int hertz);

    /** Waits for the next call to the telephone; it rings until told. */
    Party awaitCallAtPhone();

    /** Waits for the next call to leave over the trunk; it rings until told. */
    Party awaitCallAtTrunk();

    /** The tones in the left and the right channel of a recording, 0 for silence. */
    List<Integer> tonesOf(Path recording);

    @Override
    void close();

    /** One far telephone in one call. All waits are bounded and fail with what was seen. */
    interface Party {

        void answer(int hertz);

        void decline();

        void hangUp();

        void press(String digits);

        void awaitRinging();

        void awaitUp();

        void awaitEnded();

        void awaitHears(int hertz);

        void awaitHearsOnly(int... hertz);

        void awaitSilence();

        void awaitDigits(String digits);

        String shownNumber();
    }
}
