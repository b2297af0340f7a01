/**
 * Measurements of the whole program against real peers, printed as tables with how they were made. Each starts the
 * program in a process of its own, so that the cost of the measuring is not counted.
 */
@NullMarked
package org.otvet.bench;

import org.jspecify.annotations.NullMarked;
