/**
 * SIP messages as bytes and slices: a parser that decodes only what is asked for, and writers. Pure, no I/O, no clock.
 */
@NullMarked
package org.otvet.switchboard.sip.message;

import org.jspecify.annotations.NullMarked;
