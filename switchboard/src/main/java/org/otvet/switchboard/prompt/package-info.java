/**
 * Sounds made ready to be played: WAV files read and converted once, tones and silence. Keeps a bounded cache.
 */
@NullMarked
package org.otvet.switchboard.prompt;

import org.jspecify.annotations.NullMarked;
