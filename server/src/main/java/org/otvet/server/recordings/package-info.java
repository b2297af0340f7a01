/**
 * Recordings: where their files lie, what is known of them (projected from facts), and playing them in a browser as
 * ordinary PCM with seeking, with every listen in the audit.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "people", "projects", "ledger"})
package org.otvet.server.recordings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
