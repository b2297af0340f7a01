/** Exact formulas of queues with exponential interarrival, handling and patience times. */
@NullMarked
package org.otvet.simulator.theory;

import org.jspecify.annotations.NullMarked;
