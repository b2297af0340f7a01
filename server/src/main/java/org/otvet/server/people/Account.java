package org.otvet.server.people;

/** A person with what only signing in needs. */
record Account(Person person, String theme, String passwordHash, boolean mustChangePassword, boolean removed) {

    @Override
    public String toString() {
        return "Account[" + person.login() + "]";
    }
}
