/**
 * Keeps floods and guessers away before they cost memory: token buckets per source and overall, and lock-out after
 * failed passwords. Every table here is bounded, and what is thrown out of it is counted.
 */
@NullMarked
package org.otvet.switchboard.guard;

import org.jspecify.annotations.NullMarked;
