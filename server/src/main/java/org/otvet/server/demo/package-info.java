/**
 * The demonstration: a believable centre set up at the start and simulated people who keep it alive, so that a newcomer
 * sees it work at once. Active only in demo mode, which is refused on any address but loopback.
 */
@NullMarked
@ApplicationModule
package org.otvet.server.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
