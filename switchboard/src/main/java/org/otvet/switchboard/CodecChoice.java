package org.otvet.switchboard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.MediaLeg;
import org.otvet.telephony.Counterpart;
import org.otvet.telephony.Trunk;

/**
 * Which codecs a leg is offered, and in which order: first what its counterpart speaks, so that sound can be passed on as
 * it is.
 */
final class CodecChoice {

    private final EmbeddedExchange exchange;
    private final MediaEngine media;

    CodecChoice(EmbeddedExchange exchange, MediaEngine media) {
        this.exchange = exchange;
        this.media = media;
    }

    List<AudioCodec> forBrowser(@Nullable Counterpart counterpart) {
        return inOrder(media.settings().browserCodecs(), counterpart);
    }

    List<AudioCodec> forPhone(@Nullable Counterpart counterpart) {
        return inOrder(media.settings().phoneCodecs(), counterpart);
    }

    /** Only what the trunk may carry. */
    List<AudioCodec> forTrunk(@Nullable Trunk trunk, @Nullable Counterpart counterpart) {
        return inOrder(spokenOver(trunk), counterpart);
    }

    private List<AudioCodec> spokenOver(@Nullable Trunk trunk) {
        List<AudioCodec> named = trunk == null
                ? List.of()
                : trunk.codecs().stream()
                        .map(CodecChoice::named)
                        .filter(Objects::nonNull)
                        .toList();
        return named.isEmpty() ? media.settings().phoneCodecs() : named;
    }

    private static List<AudioCodec> spokenOn(@Nullable Leg leg) {
        MediaLeg sound = leg == null ? null : leg.mediaForRecording();
        AudioCodec spoken = sound == null ? null : sound.codec();
        return spoken == null ? List.of() : List.of(spoken);
    }

    private static @Nullable AudioCodec named(String name) {
        for (AudioCodec codec : AudioCodec.values()) {
            if (codec.encodingName().equalsIgnoreCase(name)) {
                return codec;
            }
        }
        return null;
    }

    private List<AudioCodec> inOrder(List<AudioCodec> usual, @Nullable Counterpart counterpart) {
        List<AudioCodec> first = switch (counterpart) {
            case Counterpart.Party(var leg) -> spokenOn(exchange.known().find(leg));
            case Counterpart.Line(var trunk) -> spokenOver(exchange.plan().trunk(trunk));
            case null -> List.of();
        };
        SequencedSet<AudioCodec> ordered = new LinkedHashSet<>(first);
        ordered.retainAll(usual);
        ordered.addAll(usual);
        return new ArrayList<>(ordered);
    }
}
