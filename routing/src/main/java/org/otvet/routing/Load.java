package org.otvet.routing;

/** What an agent has in hand of each medium, and what more fits. */
final class Load {

    private final int[] count = new int[Medium.ALL.length];
    private final int[] own = new int[Medium.ALL.length];
    private final int[] cost = new int[Medium.ALL.length];
    private final int[] most = new int[Medium.ALL.length];
    private final int[] interrupts = new int[Medium.ALL.length];
    private int total;

    Load(Capacity capacity) {
        setCapacity(capacity);
    }

    void setCapacity(Capacity capacity) {
        for (Medium medium : Medium.ALL) {
            int m = medium.ordinal();
            Capacity.Share share = capacity.shares().get(medium);
            cost[m] = share == null ? Capacity.WHOLE : share.cost();
            most[m] = share == null ? 0 : share.most();
            interrupts[m] = 0;
            if (share != null) {
                share.interrupts().forEach(other -> interrupts[m] |= other.bit());
            }
        }
    }

    int most(Medium medium) {
        return most[medium.ordinal()];
    }

    void add(Medium medium) {
        count[medium.ordinal()]++;
        total++;
    }

    void remove(Medium medium) {
        count[medium.ordinal()]--;
        total--;
    }

    void setOwn(Medium medium, int now) {
        int m = medium.ordinal();
        count[m] += now - own[m];
        total += now - own[m];
        own[m] = now;
    }

    boolean isEmpty() {
        return total == 0;
    }

    /** The media, as bits, of which one more fits. */
    int room() {
        int room = 0;
        for (int m = 0; m < most.length; m++) {
            if (count[m] < most[m] && (total == 0 || cost[m] + costBeside(m) <= Capacity.WHOLE)) {
                room |= 1 << m;
            }
        }
        return room;
    }

    private int costBeside(int medium) {
        int used = 0;
        for (int other = 0; other < count.length; other++) {
            if ((interrupts[medium] >> other & 1) == 0) {
                used += count[other] * cost[other];
            }
        }
        return used;
    }
}
