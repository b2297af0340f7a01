/**
 * Calls out: how numbers are read, over which trunk they go and what it costs, which caller number is shown, and what a
 * project and its agents may call, how often, how long and for how much. The deciding classes are pure; the floor asks
 * them and keeps the running figures.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "people", "projects", "lines", "ledger"})
package org.otvet.server.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
