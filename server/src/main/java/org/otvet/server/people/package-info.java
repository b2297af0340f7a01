/**
 * Who works here: people, their roles and permissions, their telephones, the queues they serve, signing in, and the
 * audit of what they do. The wall between projects is built from {@link org.otvet.server.people.CurrentPerson} and
 * {@link org.otvet.server.people.Requires}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform"})
package org.otvet.server.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
