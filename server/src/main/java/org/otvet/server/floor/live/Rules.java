package org.otvet.server.floor.live;

/** Times of the floor that nobody sets up, in ms. */
final class Rules {

    /** How long the exchange may be silent about an offer after its ring time. */
    static final long OFFER_BACKSTOP = 10_000;
    /** How long a finished call waits for its last leg's figures. */
    static final long LAST_LEG = 3_000;
    /** How long a leg that was hung up keeps its agent from the next call. */
    static final long LEG_CLEARING = 5_000;
    /** How long a customer is kept while the agent's telephone is lost. */
    static final long ATTACH_GRACE = 30_000;

    /** How long an announcement may take before the talk begins without its end being reported. */
    static final long ANNOUNCEMENT_BACKSTOP = 30_000;

    static final long ATTACH_RING = 10_000;
    static final long AGENT_DIAL_RING = 20_000;
    static final long CUSTOMER_DIAL_RING = 60_000;
    /** How long an agent's telephone rings with a call that is in no queue. */
    static final long TRANSFER_RING = 20_000;
    /** Pause between declining a call and the next offer. */
    static final long REST_AFTER_DECLINE = 5_000;
    /** How long a ready agent's telephone may be away before the agent counts as missed. */
    static final long PHONE_AWAY = 5_000;
    /** How long a browser agent's page may be away before the agent is offline. */
    static final long PAGE_AWAY = 15_000;

    static final long WRAP_UP_EXTENSION = 60_000;
    static final long WRAP_UP_OUTBOUND = 30_000;
    static final int MISSED_LISTED = 50;

    private Rules() {}
}
