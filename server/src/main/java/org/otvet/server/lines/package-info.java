/**
 * The telephone lines: the exchange with its ports, what it must know of phones and trunks, and the page's SIP WebSocket.
 * Others use the {@link org.otvet.telephony.Exchange} and learn its health; who hears its events is decided by whoever
 * implements {@link org.otvet.server.lines.CallEvents}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "people", "projects"})
package org.otvet.server.lines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
