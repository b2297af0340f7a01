/**
 * G.711 in both companding laws and conversion between sampling rates. Pure arithmetic and tables.
 */
@NullMarked
package org.otvet.switchboard.codec;

import org.jspecify.annotations.NullMarked;
