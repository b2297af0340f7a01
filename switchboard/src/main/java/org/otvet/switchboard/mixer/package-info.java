/**
 * Mixing of decoded sound, linear, 16 bits, 8,000 samples a second, 20 ms a frame. Knows no packets, no codecs and no
 * legs: what a party says is written into its {@link org.otvet.switchboard.mixer.Intake}, frames come out of it and go
 * through the {@link org.otvet.switchboard.mixer.Mixer}.
 */
@NullMarked
package org.otvet.switchboard.mixer;

import org.jspecify.annotations.NullMarked;
