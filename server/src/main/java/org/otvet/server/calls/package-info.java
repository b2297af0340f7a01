/**
 * The call list: one row an interaction, projected from facts and rebuildable from them. Answers who called when, how
 * it went, and how today went so far.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "people", "projects", "ledger", "recordings", "lines"})
package org.otvet.server.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
