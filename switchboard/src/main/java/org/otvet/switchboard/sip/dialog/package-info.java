/**
 * The user agent core of one loop: dialogs, calls, session timers, and what happens outside dialogs. No I/O and one
 * thread; other threads reach it only through its {@link java.util.concurrent.Executor}.
 */
@NullMarked
package org.otvet.switchboard.sip.dialog;

import org.jspecify.annotations.NullMarked;
