/**
 * Who gets which interaction, and when: queues, agents, offers, and the reason of each decision. Pure and
 * deterministic: no I/O, no clock, no threads; time is passed in. Knows no other part of Otvet.
 */
@NullMarked
package org.otvet.routing;

import org.jspecify.annotations.NullMarked;
