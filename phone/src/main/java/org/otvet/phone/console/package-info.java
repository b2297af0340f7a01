/** The scriptable phone at a command line: for tests in other languages and for people who try an exchange by hand. */
@NullMarked
package org.otvet.phone.console;

import org.jspecify.annotations.NullMarked;
