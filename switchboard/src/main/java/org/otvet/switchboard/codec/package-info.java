/**
 * Codecs (G.711 in both laws, G.722, Opus) with concealment of what is lost, keys found in sound, and conversion between
 * sampling rates. No input or output, no threads.
 */
@NullMarked
package org.otvet.switchboard.codec;

import org.jspecify.annotations.NullMarked;
