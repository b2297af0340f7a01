package org.otvet.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.otvet.server.Browser;
import org.otvet.telephony.Exchange;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Gives a test context settings, a home folder and a fresh database behind a {@link DatabaseGate}. */
public final class TestPlatform implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    @Override
    public void initialize(GenericApplicationContext context) {
        try {
            Path folder = Files.createTempDirectory("otvet-test");
            folder.toFile().deleteOnExit();
            boolean demo = context.getEnvironment().getProperty("otvet.test.demo", Boolean.class, false);
            OtvetSettings settings = new OtvetSettings(
                    folder,
                    0,
                    0,
                    new OtvetSettings.RtpPorts(20000, 29999),
                    InetAddress.getByName("127.0.0.1"),
                    null,
                    null,
                    null,
                    Browser.ADMIN_PASSWORD,
                    demo,
                    List.of(),
                    OtvetSettings.Secured.NOTHING);
            TestPostgres postgres = TestPostgres.running();
            String name = postgres.freshDatabase("test" + CONTEXTS.incrementAndGet());
            DatabaseGate gate = new DatabaseGate(postgres.port());
            Database database = new Database(
                    "jdbc:postgresql://127.0.0.1:" + gate.port() + "/" + name,
                    EmbeddedPostgres.USER,
                    postgres.password(),
                    null);
            Launch.register(context, settings, Home.open(folder), DatabaseStart.inBackground(() -> database));
            context.addBeanFactoryPostProcessor(TestPlatform::quietExchangeWhereThereIsNone);
            context.registerBean(DatabaseGate.class, () -> gate);
            context.registerBean(Browser.class, () -> new Browser(() -> address(context)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program without telephone lines still starts: nobody calls, nothing rings. */
    private static void quietExchangeWhereThereIsNone(ConfigurableListableBeanFactory beans) {
        if (beans.getBeanNamesForType(Exchange.class, false, false).length == 0) {
            Object quiet = Proxy.newProxyInstance(
                    Exchange.class.getClassLoader(),
                    new Class<?>[] {Exchange.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "isHealthy", "equals" -> true;
                        case "isReachable" -> false;
                        case "legs" -> List.of();
                        case "hashCode" -> 1;
                        case "toString" -> "quiet exchange";
                        default -> null;
                    });
            beans.registerSingleton("quietExchange", quiet);
        }
    }

    private static URI address(GenericApplicationContext context) {
        @Nullable String port = context.getEnvironment().getProperty("local.server.port");
        if (port == null) {
            throw new IllegalStateException("the web server does not run yet");
        }
        return URI.create("http://127.0.0.1:" + port + "/");
    }
}
