package org.otvet.server.floor.live;

import org.jspecify.annotations.Nullable;
import org.otvet.telephony.MediaStats;

/** How the sound of a call's two parties fared in the last seconds, in the grades of ITU-T G.107 annex B. */
final class SoundQuality {

    /** Below it many users are dissatisfied (R 70). */
    private static final double FAIR_MOS = 3.6;

    /** Below it nearly all users are dissatisfied (R 60). */
    private static final double POOR_MOS = 3.1;

    private @Nullable MediaStats customer;
    private @Nullable MediaStats agent;

    /** @return whether people should see something else than before */
    boolean measured(boolean ofCustomer, MediaStats recent) {
        boolean before = view() != null;
        if (ofCustomer) {
            customer = recent;
        } else {
            agent = recent;
        }
        return before || view() != null;
    }

    void forget(boolean ofCustomer) {
        if (ofCustomer) {
            customer = null;
        } else {
            agent = null;
        }
    }

    /** The party that fares worse, null while both fare well. */
    Views.@Nullable Quality view() {
        double customerMos = customer == null ? 5 : customer.mos();
        double agentMos = agent == null ? 5 : agent.mos();
        boolean customerWorse = customerMos <= agentMos;
        MediaStats worse = customerWorse ? customer : agent;
        if (worse == null || worse.mos() >= FAIR_MOS) {
            return null;
        }
        return new Views.Quality(
                customerWorse ? "customer" : "agent",
                worse.mos() < POOR_MOS ? "poor" : "fair",
                tenths(worse.mos()),
                tenths(Math.max(worse.lossPercent(), worse.peerLossPercent())),
                Math.round(worse.jitterMs()),
                worse.roundTripMs() < 0 ? null : Math.round(worse.roundTripMs()));
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
