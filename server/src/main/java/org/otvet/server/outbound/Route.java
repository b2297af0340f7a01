package org.otvet.server.outbound;

import java.util.UUID;

/**
 * Which numbers a trunk takes, how it wants them and what a minute costs.
 *
 * @param prefix beginning of the numbers: with a plus those of the public network in E.164, without one short numbers;
 *     empty for all
 * @param strip how many digits are taken from the front; the plus goes with them
 * @param add what is put in front then
 * @param costMicros a minute's price in millionths of the centre's currency
 */
public record Route(UUID id, UUID trunkId, String prefix, int strip, String add, long costMicros) {

    public static final long MICROS = 1_000_000;

    boolean takes(String number) {
        return number.startsWith(prefix);
    }

    /** The number as the trunk shall dial it: untouched where nothing is to be taken or put. */
    String sent(String number) {
        if (strip == 0 && add.isEmpty()) {
            return number;
        }
        String digits = number.startsWith("+") ? number.substring(1) : number;
        return add + digits.substring(Math.min(strip, digits.length()));
    }
}
