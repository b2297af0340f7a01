/**
 * A scriptable SIP telephone: registers, calls, answers, sends a tone of its own and tells which tones it hears; the
 * fixture of every test with real signalling and audio, and the voice of simulated people. It shares no code with the
 * exchange, so that an error in one is not hidden by the same error in the other.
 */
@NullMarked
package org.otvet.phone;

import org.jspecify.annotations.NullMarked;
