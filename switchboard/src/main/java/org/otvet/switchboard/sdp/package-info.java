/**
 * Session descriptions (RFC 8866) and the offer/answer rules for one audio stream (RFC 3264). Pure text and values, no
 * input or output.
 */
@NullMarked
package org.otvet.switchboard.sdp;

import org.jspecify.annotations.NullMarked;
