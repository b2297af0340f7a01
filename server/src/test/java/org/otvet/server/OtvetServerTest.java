package org.otvet.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.otvet.server.platform.TestPlatform;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole program on any free HTTP port, an empty database of its own (migrated, with the administrator) and a home
 * folder of its own. Contexts of equal configuration are shared between test classes, so use names of your own.
 * Autowire {@link Browser} for HTTP as a person and {@link org.otvet.server.platform.DatabaseGate} to take the database
 * away.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = OtvetApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = TestPlatform.class)
public @interface OtvetServerTest {}
