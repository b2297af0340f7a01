/**
 * What the business packages stand on: settings, home folder, database, problem details, alarms, the page's files. Knows
 * no business.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.otvet.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
