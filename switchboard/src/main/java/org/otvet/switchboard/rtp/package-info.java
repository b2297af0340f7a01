/**
 * The wire formats of RTP and RTCP (RFC 3550) and of keys sent as telephone events (RFC 4733), with the arithmetic of
 * sequence numbers, timestamps and reception statistics. Works on bytes and times handed in; opens no socket.
 */
@NullMarked
package org.otvet.switchboard.rtp;

import org.jspecify.annotations.NullMarked;
