package org.otvet.routing;

/** Something an agent can do at a level from 1 to 10. */
public record Skill(String name) {

    /** A language is a skill like any other; {@code tag} as in BCP 47, for example {@code ru}. */
    public static Skill language(String tag) {
        return new Skill("language:" + tag);
    }
}
