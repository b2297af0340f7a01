package org.otvet.routing;

/** {@code percent} of interactions shall be accepted within {@code withinMs}. */
public record ServiceTarget(int percent, long withinMs) {

    public static final ServiceTarget DEFAULT = new ServiceTarget(80, 20_000);

    public ServiceTarget {
        if (percent < 1 || percent > 100 || withinMs < 1) {
            throw new IllegalArgumentException(percent + " % within " + withinMs + " ms");
        }
    }
}
