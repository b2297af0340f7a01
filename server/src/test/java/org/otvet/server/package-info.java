/** Tests of the whole program and what all of its tests stand on. */
package org.otvet.server;
