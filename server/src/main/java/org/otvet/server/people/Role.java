package org.otvet.server.people;

import java.util.Set;

/** A named set of permissions; built-in ones cannot be changed. */
record Role(String code, String name, Set<Permission> permissions, boolean builtIn) {

    /** Whoever has this role is behind no wall. */
    static final String ADMINISTRATOR = "administrator";

    Role {
        permissions = Set.copyOf(permissions);
    }
}
