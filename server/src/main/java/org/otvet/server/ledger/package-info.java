/**
 * Facts: everything that happens to an interaction or an agent, once and append-only. A fact goes to the local journal
 * at once and to PostgreSQL in order, exactly once; whoever needs rows of their own projects them from here.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform"})
package org.otvet.server.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
