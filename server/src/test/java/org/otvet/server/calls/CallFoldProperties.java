package org.otvet.server.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.otvet.server.calls.CallRow.Phase;

class CallFoldProperties {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @Property(tries = 500)
    void durationsAndResultAreThoseOfTheCall(@ForAll long seed) {
        CallScript script = CallScript.play(new Random(seed), START);
        CallRow row = CallFold.of(script.interaction, script.facts).row();
        assertThat(row.result()).isEqualTo(script.result);
        assertThat(row.waitMs()).isEqualTo(script.waitMs);
        assertThat(row.talkMs()).isEqualTo(script.talkMs);
        assertThat(row.holdMs()).isEqualTo(script.holdMs);
        assertThat(row.wrapUpMs()).isEqualTo(script.wrapUpMs);
        assertThat(row.missed()).hasSizeLessThanOrEqualTo(script.missed);
        assertThat(row.endedAt() == null).isEqualTo(script.result.equals(CallRow.IN_PROGRESS));
        assertThat(row.phase()).isEqualTo(Phase.NONE);
        long whole = Duration.between(row.startedAt(), row.lastFactAt()).toMillis();
        assertThat(row.waitMs() + row.talkMs() + row.holdMs() + row.wrapUpMs()).isLessThanOrEqualTo(whole);
    }

    @Property(tries = 200)
    void ribbonCoversTheSameTimes(@ForAll long seed) {
        CallScript script = CallScript.play(new Random(seed), START);
        var ribbon = Ribbon.of(script.facts);
        assertThat(sum(ribbon, "waiting")).isEqualTo(script.waitMs);
        assertThat(sum(ribbon, "talking")).isEqualTo(script.talkMs);
        assertThat(sum(ribbon, "hold")).isEqualTo(script.holdMs);
        assertThat(sum(ribbon, "wrap-up")).isEqualTo(script.wrapUpMs);
        assertThat(ribbon).allSatisfy(stretch -> assertThat(stretch.to()).isNotNull());
    }

    private static long sum(java.util.List<Ribbon.Stretch> ribbon, String kind) {
        return ribbon.stream()
                .filter(stretch -> stretch.kind().equals(kind))
                .mapToLong(stretch ->
                        Duration.between(stretch.from(), stretch.to()).toMillis())
                .sum();
    }
}
