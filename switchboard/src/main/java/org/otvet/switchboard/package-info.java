/**
 * The embedded exchange: {@link org.otvet.switchboard.EmbeddedExchange} joins signalling ({@code sip}, {@code registrar},
 * {@code guard}) and media ({@code media} and the formats below it) behind the telephony port. Needs no framework.
 */
@NullMarked
package org.otvet.switchboard;

import org.jspecify.annotations.NullMarked;
