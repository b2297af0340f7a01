package org.otvet.routing;

/** Which queue a free agent serves first, when several have somebody waiting for them. */
public enum Choice {
    /** The greatest waiting time times weight; with equal weights the longest waiting of all queues. */
    WEIGHTED_WAIT,
    /**
     * The greatest waiting time relative to the queue's target time, times weight, raised by as many per cent as the queue is
     * below its target share. So queues share a shortage in proportion to what was promised.
     */
    SERVICE_LEVEL
}
