/**
 * Sockets and threads: loops that run the agents, the UDP port, TCP connections with their framing, WebSocket links.
 */
@NullMarked
package org.otvet.switchboard.sip.transport;

import org.jspecify.annotations.NullMarked;
