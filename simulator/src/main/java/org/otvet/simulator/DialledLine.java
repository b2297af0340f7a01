package org.otvet.simulator;

/**
 * A number simulated customers call.
 *
 * @param weight how often, against the other lines
 * @param language {@code ru} or {@code en}
 */
public record DialledLine(String number, String language, int weight) {}
