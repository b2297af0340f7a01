package org.otvet.server.outbound;

/** Event, after commit: {@link Outbound#planOf} answers differently now. */
public record OutboundChanged() {}
