/**
 * What a browser needs below RTP: STUN answers of an ICE-lite agent (RFC 8445), the DTLS handshake (RFC 5764) and SRTP
 * (RFC 3711). Fed with datagrams and emitting datagrams; the sockets belong to the media package.
 */
@NullMarked
package org.otvet.switchboard.webrtc;

import org.jspecify.annotations.NullMarked;
