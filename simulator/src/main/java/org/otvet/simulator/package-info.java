/**
 * Simulated people for demonstration and load: callers who arrive, wait, talk and give up, and agents with SIP phones
 * who answer them, all with real signalling and audio. Knows telephones only; what a centre does with the calls it learns
 * from nobody.
 */
@NullMarked
package org.otvet.simulator;

import org.jspecify.annotations.NullMarked;
