/**
 * The media side of the exchange: legs that carry sound, the threads that move it, and the way legs are joined, played
 * to and recorded. Knows nothing of SIP; signalling hands session descriptions in and out as text.
 */
@NullMarked
package org.otvet.switchboard.media;

import org.jspecify.annotations.NullMarked;
