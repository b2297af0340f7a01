/**
 * The floor as a pure state machine: what happened and when goes in, orders to the exchange, facts and changed views come
 * out. No thread, no clock and no I/O of its own, so every story of a call can be played in a test.
 */
@NullMarked
package org.otvet.server.floor.live;

import org.jspecify.annotations.NullMarked;
