/**
 * The exchange's SIP user agent: calls, registrations and WebSocket phones as an application sees them. The protocol
 * itself is in the sub-packages, which nobody outside needs.
 */
@NullMarked
package org.otvet.switchboard.sip;

import org.jspecify.annotations.NullMarked;
