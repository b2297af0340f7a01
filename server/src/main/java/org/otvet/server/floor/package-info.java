/**
 * What is live: agents, queues and calls, owned by one thread, with the agent's desktop and the supervisor's floor on
 * top. Others post orders and read views; every change is a fact in the ledger.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "people", "projects", "lines", "outbound", "ledger", "calls", "recordings"})
package org.otvet.server.floor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
