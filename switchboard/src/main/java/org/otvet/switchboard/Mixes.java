package org.otvet.switchboard;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.MediaLeg;
import org.otvet.switchboard.media.MediaMix;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Mix;
import org.otvet.telephony.MixId;

/** The conversations of several parties, by the ids the port knows them by. Safe from any thread. */
final class Mixes {

    private final MediaEngine media;
    private final Function<LegId, @Nullable Leg> legs;
    private final Map<MixId, Running> running = new HashMap<>();

    private record Running(MediaMix mix, Set<LegId> parties) {}

    Mixes(MediaEngine media, Function<LegId, @Nullable Leg> legs) {
        this.media = media;
        this.legs = legs;
    }

    synchronized void apply(Mix order) {
        Running before = running.get(order.id());
        Map<LegId, MediaLeg> parties = new LinkedHashMap<>();
        for (Mix.Party party : order.parties()) {
            Leg leg = legs.apply(party.leg());
            if (leg == null) {
                continue;
            }
            boolean enters = before == null || !before.parties.contains(party.leg());
            MediaLeg sound = enters ? leg.mediaForConnection() : leg.mediaForRecording();
            if (sound != null) {
                parties.put(party.leg(), sound);
            }
        }
        if (parties.isEmpty() && before == null) {
            return;
        }
        Map<MediaLeg, Set<MediaLeg>> hearing = new LinkedHashMap<>();
        for (Mix.Party party : order.parties()) {
            MediaLeg listener = parties.get(party.leg());
            if (listener != null) {
                Set<MediaLeg> heard = new LinkedHashSet<>();
                parties.forEach((id, sound) -> {
                    if (sound != listener && party.hearing().includes(id)) {
                        heard.add(sound);
                    }
                });
                hearing.put(listener, heard);
            }
        }
        MediaMix mix = before == null ? media.createMix() : before.mix;
        mix.set(hearing);
        running.put(order.id(), new Running(mix, Set.copyOf(parties.keySet())));
        running.values().removeIf(one -> one.mix.isEmpty());
    }
}
