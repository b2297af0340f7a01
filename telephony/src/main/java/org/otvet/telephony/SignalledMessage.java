package org.otvet.telephony;

import java.time.Instant;

/**
 * A message of the signalling protocol as it went over the wire.
 *
 * @param sent true when we sent it, false when it came in
 * @param transport {@code udp}, {@code tcp}, {@code ws} ...
 * @param remote address and port of the other end
 * @param text the whole message; credentials, media keys and pressed keys are blotted out
 */
public record SignalledMessage(Instant at, boolean sent, String transport, String remote, String text) {}
