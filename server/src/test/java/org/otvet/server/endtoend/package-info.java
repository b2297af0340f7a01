/** The whole program with real SIP, real audio and a real database: what a caller hears and what is kept of it. */
package org.otvet.server.endtoend;
