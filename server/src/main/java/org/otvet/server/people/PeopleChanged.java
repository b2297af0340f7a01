package org.otvet.server.people;

/** Event, after commit: {@link People} answers differently now. */
public record PeopleChanged() {}
