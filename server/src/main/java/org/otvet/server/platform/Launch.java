package org.otvet.server.platform;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the program, or says in one line why not. */
public final class Launch {

    private Launch() {}

    /** Does not return when the start fails: one line on standard error, exit status 1. */
    public static void run(Class<?> application, String[] args) {
        try {
            OtvetSettings settings = CommandLine.read(args, System.getenv());
            Home home = Home.open(settings.home());
            requireFree(settings.listen(), settings.httpPort(), "--http-port");
            if (settings.secured().page()) {
                requireFree(settings.listen(), settings.secured().httpsPort(), "--https-port");
            }
            start(application, settings, home);
        } catch (Throwable failure) {
            System.err.println("otvet: " + lineOf(failure));
            System.err.flush();
            System.exit(1);
        }
    }

    private static void start(Class<?> application, OtvetSettings settings, Home home) {
        DatabaseStart database = DatabaseStart.inBackground(() -> Database.open(settings, home));
        try {
            SpringApplication spring = new SpringApplication(application);
            spring.setBannerMode(Banner.Mode.OFF);
            spring.setLogStartupInfo(false);
            spring.setDefaultProperties(properties(settings));
            spring.addInitializers(context -> register((GenericApplicationContext) context, settings, home, database));
            ConfigurableApplicationContext context = spring.run();
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            Welcome welcome = context.getBean(Welcome.class);
            if (settings.secured().page()) {
                TlsIdentity identity = context.getBean(TlsIdentity.class);
                welcome.add((identity.isOperators() ? "Your certificate" : "Self-made certificate") + ", SHA-256 "
                        + identity.fingerprint());
            }
            welcome.print(System.out, address(settings, port));
        } catch (Throwable failure) {
            if (!(failure instanceof StartFailure)) {
                LoggerFactory.getLogger(Launch.class).debug("Start failed", failure);
            }
            database.close();
            throw failure;
        }
    }

    static void register(GenericApplicationContext context, OtvetSettings settings, Home home, DatabaseStart database) {
        context.registerBean(OtvetSettings.class, () -> settings);
        context.registerBean(Home.class, () -> home);
        context.registerBean(DatabaseStart.class, () -> database);
        context.registerBean(Welcome.class, Welcome::new);
        context.registerBean(TlsIdentity.class, () -> TlsIdentity.open(settings, home));
    }

    static Map<String, Object> properties(OtvetSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        OtvetSettings.Secured secured = settings.secured();
        properties.put("server.port", secured.page() ? secured.httpsPort() : settings.httpPort());
        properties.put("server.address", settings.listen().getHostAddress());
        properties.put(
                "logging.file.name",
                settings.home().resolve("log").resolve("otvet.log").toString());
        return properties;
    }

    private static void requireFree(InetAddress address, int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            throw new StartFailure(
                    "cannot listen on " + address.getHostAddress() + ":" + port + " (" + e.getMessage()
                            + "); stop what uses it or choose another " + option + " or --listen",
                    e);
        } catch (IOException e) {
            throw new StartFailure("cannot listen on " + address.getHostAddress() + ":" + port + ": " + e, e);
        }
    }

    private static String address(OtvetSettings settings, int port) {
        InetAddress listen = settings.listen();
        String host = listen.isAnyLocalAddress() ? "localhost" : listen.getHostAddress();
        return (settings.secured().page() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host)
                + ":" + port + "/";
    }

    /** The most telling line of a failure: our own words where there are any, else the innermost message. */
    static String lineOf(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof PortInUseException taken) {
                return "port " + taken.getPort() + " is taken; stop what uses it or choose another --http-port";
            }
            innermost = cause;
        }
        return "does not start: "
                + String.valueOf(innermost).lines().findFirst().orElse("no reason given");
    }
}
