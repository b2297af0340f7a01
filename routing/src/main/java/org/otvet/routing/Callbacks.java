package org.otvet.routing;

/**
 * How customers who asked to be called back are served. They keep their place in line.
 *
 * @param customerFirst true: the customer is called when an agent is expected to be free, and offered to agents once on the
 *     line; false: an agent is reserved first, as for anybody else in line
 * @param dialMs how long it takes to reach a customer
 * @param attempts 1 or more, calls to a customer until giving up
 * @param retryMs from an attempt that did not reach the customer until the next
 */
public record Callbacks(boolean customerFirst, long dialMs, int attempts, long retryMs) {

    public static final Callbacks AGENT_FIRST = new Callbacks(false, 15_000, 3, 300_000);
    public static final Callbacks CUSTOMER_FIRST = new Callbacks(true, 15_000, 3, 300_000);

    public Callbacks {
        if (dialMs < 0 || attempts < 1 || retryMs < 1) {
            throw new IllegalArgumentException("dial " + dialMs + ", attempts " + attempts + ", retry " + retryMs);
        }
    }
}
