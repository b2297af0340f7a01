package org.otvet.phone;

/** What a telephone does with an incoming call. */
public sealed interface AnswerPolicy {

    /** Rings for {@code ringMs}, then answers. */
    record Answer(long ringMs) implements AnswerPolicy {}

    /** Rings for {@code ringMs}, then refuses with a status such as 486 or 603. */
    record Reject(int status, long ringMs) implements AnswerPolicy {}

    /** Rings until the script answers, refuses, or the caller gives up. */
    record Ring() implements AnswerPolicy {}

    /** Sends its voice before the answer (183), until the script answers, refuses, or the caller gives up. */
    record EarlyMedia() implements AnswerPolicy {}

    /** Sends nothing at all, as a telephone whose network is gone. */
    record Ignore() implements AnswerPolicy {}

    static AnswerPolicy answer() {
        return new Answer(0);
    }

    static AnswerPolicy answerAfter(long ringMs) {
        return new Answer(ringMs);
    }

    static AnswerPolicy reject(int status) {
        return new Reject(status, 0);
    }

    static AnswerPolicy ring() {
        return new Ring();
    }

    static AnswerPolicy earlyMedia() {
        return new EarlyMedia();
    }

    static AnswerPolicy ignore() {
        return new Ignore();
    }
}
