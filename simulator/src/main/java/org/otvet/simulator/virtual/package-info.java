/** A contact centre in virtual time that lives by the decisions of the routing engine: years in seconds, repeatable by seed. */
@NullMarked
package org.otvet.simulator.virtual;

import org.jspecify.annotations.NullMarked;
