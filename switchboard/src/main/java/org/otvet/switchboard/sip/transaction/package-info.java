/**
 * The transaction layer of RFC 3261 section 17 with RFC 6026, without I/O: messages, time and timers come in, bytes go
 * out through {@link org.otvet.switchboard.sip.transaction.Wire}. One thread owns each instance.
 */
@NullMarked
package org.otvet.switchboard.sip.transaction;

import org.jspecify.annotations.NullMarked;
