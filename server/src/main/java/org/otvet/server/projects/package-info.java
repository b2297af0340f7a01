/**
 * What the centre works for: projects, their queues, numbers, dispositions and prompts, and the trunks calls come by.
 * Others read one immutable {@link org.otvet.server.projects.Centre}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "people"})
package org.otvet.server.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
