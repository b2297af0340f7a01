package org.otvet.switchboard.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Finds the servers of a SIP domain, in the order they are to be tried (RFC 3263 section 4, RFC 2782). */
public final class ServerLocation {

    private static final int MOST_SERVERS = 20;

    private final ServerRecords records;
    private final RandomGenerator random;

    public ServerLocation(ServerRecords records, RandomGenerator random) {
        this.records = records;
        this.random = random;
    }

    /** @param transport {@code udp} or {@code tcp} */
    public record Server(String host, int port, String transport) {}

    /**
     * The servers of a domain that was written without a port.
     *
     * @param transport what is taken where the domain does not say itself: {@code udp} or {@code tcp}
     * @return empty when the DNS knows no such service: the domain is a host then, at the usual port
     */
    public List<Server> locate(String domain, String transport) throws IOException {
        List<Server> found = new ArrayList<>();
        for (ServerRecords.Naptr naptr : records.naptr(domain).stream()
                .filter(n -> n.flags().equalsIgnoreCase("s") && !transportOf(n).isEmpty())
                .sorted(Comparator.comparingInt(ServerRecords.Naptr::order)
                        .thenComparingInt(ServerRecords.Naptr::preference))
                .toList()) {
            add(found, naptr.replacement(), transportOf(naptr));
        }
        if (found.isEmpty()) {
            add(found, "_sip._" + transport + "." + domain, transport);
        }
        return List.copyOf(found.subList(0, Math.min(found.size(), MOST_SERVERS)));
    }

    private static String transportOf(ServerRecords.Naptr naptr) {
        return switch (naptr.service().toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> "udp";
            case "SIP+D2T" -> "tcp";
            default -> "";
        };
    }

    private void add(List<Server> found, String service, String transport) throws IOException {
        List<ServerRecords.Srv> left = new ArrayList<>(records.srv(service));
        left.removeIf(srv -> srv.target().isEmpty() || srv.port() < 1 || srv.port() > 65_535);
        // weightless ones first, so that they can be drawn at all
        left.sort(Comparator.comparingInt(ServerRecords.Srv::priority).thenComparingInt(ServerRecords.Srv::weight));
        while (!left.isEmpty()) {
            int priority = left.getFirst().priority();
            List<ServerRecords.Srv> equal =
                    left.stream().filter(srv -> srv.priority() == priority).toList();
            ServerRecords.Srv drawn = draw(equal);
            left.remove(drawn);
            found.add(new Server(drawn.target(), drawn.port(), transport));
        }
    }

    private ServerRecords.Srv draw(List<ServerRecords.Srv> equal) {
        int sum = equal.stream().mapToInt(ServerRecords.Srv::weight).sum();
        int mark = random.nextInt(sum + 1);
        int passed = 0;
        for (ServerRecords.Srv srv : equal) {
            passed += srv.weight();
            if (passed >= mark) {
                return srv;
            }
        }
        return equal.getLast();
    }
}
