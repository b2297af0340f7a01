/**
 * The port between Otvet and telephones: legs, playback, recordings, causes, the events an exchange reports and the
 * commands it obeys. Knows no protocol and no business; every exchange (embedded, Asterisk) stands behind it.
 */
@NullMarked
package org.otvet.telephony;

import org.jspecify.annotations.NullMarked;
