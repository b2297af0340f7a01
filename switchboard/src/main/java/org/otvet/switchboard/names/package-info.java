/** Where the servers of a domain are, by DNS (RFC 3263). Knows no SIP messages. */
@NullMarked
package org.otvet.switchboard.names;

import org.jspecify.annotations.NullMarked;
