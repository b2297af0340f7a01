/**
 * Runs SIPp (Debian's {@code sip-tester}) with scenarios kept beside this package: a peer that shares nothing with
 * either of our SIP implementations. For tests and benchmarks.
 */
@NullMarked
package org.otvet.phone.sipp;

import org.jspecify.annotations.NullMarked;
