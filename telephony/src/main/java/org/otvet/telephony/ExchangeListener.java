package org.otvet.telephony;

/**
 * Hears what happens in the exchange. Events of one leg come in order and one at a time; events of different legs come
 * on different threads. An implementation only enqueues and returns: it never blocks and never throws.
 */
@FunctionalInterface
public interface ExchangeListener {

    void on(ExchangeEvent event);
}
