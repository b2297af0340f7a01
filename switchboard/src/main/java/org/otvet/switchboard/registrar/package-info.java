/**
 * Which telephones can be reached and where: digest authentication, bindings and their expiry. Knows credentials only
 * through {@link org.otvet.switchboard.registrar.PhoneDirectory} and no sockets at all.
 */
@NullMarked
package org.otvet.switchboard.registrar;

import org.jspecify.annotations.NullMarked;
