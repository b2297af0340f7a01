package org.otvet.server.people;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an endpoint: people with any of the permissions, every signed-in person when none is named. An endpoint
 * with neither this nor {@link org.otvet.server.platform.OpenToAll} is refused. On a class it holds for the methods that
 * have none of their own. The endpoint itself asks {@link CurrentPerson} about the project of what it touches.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {

    Permission[] value() default {};
}
