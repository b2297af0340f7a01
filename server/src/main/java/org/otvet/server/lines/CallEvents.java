package org.otvet.server.lines;

import org.otvet.telephony.ExchangeListener;

/** Implemented by whoever owns what is live: hears everything the exchange reports. Only enqueues and returns. */
public interface CallEvents extends ExchangeListener {}
