package org.otvet.server.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@link OtvetSettings} from flags and environment; a flag wins over the environment. */
final class CommandLine {

    /** Flag to environment variable. */
    private static final Map<String, String> OPTIONS = Map.of(
            "--home", "OTVET_HOME",
            "--http-port", "OTVET_HTTP_PORT",
            "--https-port", "OTVET_HTTPS_PORT",
            "--sip-port", "OTVET_SIP_PORT",
            "--sip-tls-port", "OTVET_SIP_TLS_PORT",
            "--rtp-ports", "OTVET_RTP_PORTS",
            "--listen", "OTVET_LISTEN",
            "--allow", "OTVET_ALLOW");

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
    private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F.:]+(/\\d{1,3})?");

    private final Map<String, String> values = new HashMap<>();

    private CommandLine(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith("OTVET_") && !value.isBlank()) {
                values.put(name, value.strip());
            }
        });
    }

    /** @throws StartFailure naming the option and what it takes */
    static OtvetSettings read(String[] args, Map<String, String> environment) {
        CommandLine line = new CommandLine(environment);
        boolean demo = line.flags(args);
        return new OtvetSettings(
                line.home(demo),
                line.port("OTVET_HTTP_PORT", 8080),
                line.port("OTVET_SIP_PORT", 5060),
                line.rtpPorts(),
                line.listen(),
                line.dbUrl(),
                line.values.get("OTVET_DB_USER"),
                line.values.get("OTVET_DB_PASSWORD"),
                line.values.get("OTVET_ADMIN_PASSWORD"),
                demo,
                line.allow(),
                line.secured());
    }

    private boolean flags(String[] args) {
        boolean demo = "true".equals(values.get("OTVET_DEMO"));
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--demo")) {
                demo = true;
                continue;
            }
            int equals = arg.indexOf('=');
            String flag = equals < 0 ? arg : arg.substring(0, equals);
            String variable = OPTIONS.get(flag);
            if (variable == null) {
                throw new StartFailure("unknown option " + arg + "; known: --demo "
                        + String.join(" ", OPTIONS.keySet().stream().sorted().toList()));
            }
            if (equals < 0 && ++i == args.length) {
                throw new StartFailure(flag + " needs a value");
            }
            values.put(variable, equals < 0 ? args[i] : arg.substring(equals + 1));
        }
        return demo;
    }

    private Path home(boolean demo) {
        String value = values.getOrDefault("OTVET_HOME", demo ? "demo-data" : "data");
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartFailure("--home " + value + " is not a folder name: " + e.getReason(), e);
        }
    }

    private int port(String name, int usual) {
        String value = values.get(name);
        if (value == null) {
            return usual;
        }
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new StartFailure(flagOf(name) + " must be a port (1 to 65535), not " + value, e);
        }
        throw new StartFailure(flagOf(name) + " must be a port (1 to 65535), not " + value);
    }

    /** By itself beyond this machine only, where others could read what is said and typed. */
    private OtvetSettings.Secured secured() {
        boolean beyond = !listen().isLoopbackAddress();
        Path certificate = file("OTVET_TLS_CERT");
        Path key = file("OTVET_TLS_KEY");
        if ((certificate == null) != (key == null)) {
            throw new StartFailure("OTVET_TLS_CERT and OTVET_TLS_KEY belong together: set both or neither");
        }
        return new OtvetSettings.Secured(
                securedPort("OTVET_HTTPS_PORT", beyond ? 8443 : OtvetSettings.Secured.NONE),
                securedPort("OTVET_SIP_TLS_PORT", beyond ? 5061 : OtvetSettings.Secured.NONE),
                certificate,
                key,
                file("OTVET_SIP_TLS_CA"));
    }

    private int securedPort(String name, int usual) {
        return "off".equals(values.get(name)) ? OtvetSettings.Secured.NONE : port(name, usual);
    }

    private @Nullable Path file(String name) {
        String value = values.get(name);
        try {
            return value == null ? null : Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartFailure(name + " " + value + " is not a file name: " + e.getReason(), e);
        }
    }

    private OtvetSettings.RtpPorts rtpPorts() {
        String value = values.getOrDefault("OTVET_RTP_PORTS", "20000-29999");
        Matcher range = RANGE.matcher(value);
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = Integer.parseInt(range.group(2));
            if (first >= 1024 && last <= 65535 && last - first >= 3) {
                return new OtvetSettings.RtpPorts(first, last);
            }
        }
        throw new StartFailure(
                "--rtp-ports must be a range of at least four ports from 1024 to 65535, for example 20000-29999, not "
                        + value);
    }

    private InetAddress listen() {
        String value = values.getOrDefault("OTVET_LISTEN", "127.0.0.1");
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException e) {
            throw new StartFailure("--listen must be an address of this machine, not " + value, e);
        }
    }

    private @Nullable String dbUrl() {
        String value = values.get("OTVET_DB_URL");
        if (value != null && !value.startsWith("jdbc:postgresql://")) {
            throw new StartFailure("OTVET_DB_URL must look like jdbc:postgresql://host:5432/otvet");
        }
        return value;
    }

    private List<String> allow() {
        List<String> networks = Stream.of(values.getOrDefault("OTVET_ALLOW", "").split(","))
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .toList();
        for (String network : networks) {
            if (!NETWORK.matcher(network).matches()) {
                throw new StartFailure("--allow takes addresses or networks like 10.0.0.0/8, not " + network);
            }
        }
        return networks;
    }

    private static String flagOf(String variable) {
        return OPTIONS.entrySet().stream()
                .filter(option -> option.getValue().equals(variable))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(variable);
    }
}
