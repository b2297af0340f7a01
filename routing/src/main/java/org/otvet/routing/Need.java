package org.otvet.routing;

/** A skill asked for at {@code level} (1 to 10) or better. */
public record Need(Skill skill, int level) {

    static final int LOWEST = 1;
    static final int HIGHEST = 10;

    public Need {
        if (level < LOWEST || level > HIGHEST) {
            throw new IllegalArgumentException("level " + level + " is not within 1 and 10");
        }
    }
}
