package org.otvet.server.people;

import java.util.UUID;

/**
 * Event: a person is signed out everywhere (by sign-out, expiry, or because roles, password or account changed); streams
 * and phones opened with those sessions must close.
 */
public record SessionsEnded(UUID personId) {}
