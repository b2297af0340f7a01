package org.otvet.switchboard.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** The JDK's own resolver, which asks the servers of the operating system. */
public final class JndiRecords implements ServerRecords {

    private static final int FIRST_WAIT_MS = 1_000;
    private static final int TRIES = 3;

    private final String servers;

    public JndiRecords() {
        this("dns:");
    }

    /** @param servers {@code dns://host:port}, several with spaces between; {@code dns:} for the system's */
    JndiRecords(String servers) {
        this.servers = servers;
    }

    @Override
    public List<Naptr> naptr(String domain) throws IOException {
        List<Naptr> found = new ArrayList<>();
        for (String text : ask(domain, "NAPTR")) {
            // order preference flags service regexp replacement; JNDI leaves the quotes out and an empty regexp blank
            String[] fields = text.split(" ");
            if (fields.length >= 5) {
                found.add(new Naptr(
                        number(fields[0]),
                        number(fields[1]),
                        fields[2].replace("\"", ""),
                        fields[3].replace("\"", ""),
                        host(fields[fields.length - 1])));
            }
        }
        return found;
    }

    @Override
    public List<Srv> srv(String service) throws IOException {
        List<Srv> found = new ArrayList<>();
        for (String text : ask(service, "SRV")) {
            String[] fields = text.split(" ");
            if (fields.length == 4) {
                found.add(new Srv(number(fields[0]), number(fields[1]), number(fields[2]), host(fields[3])));
            }
        }
        return found;
    }

    private static int number(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("A record that makes no sense: " + text, e);
        }
    }

    private static String host(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    // What makes JNDI dangerous is objects from LDAP and RMI; its DNS provider gives texts only, and names no other
    // one.
    @SuppressWarnings("BanJNDI")
    private List<String> ask(String name, String type) throws IOException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("java.naming.provider.url", servers);
        environment.put("com.sun.jndi.dns.timeout.initial", String.valueOf(FIRST_WAIT_MS));
        environment.put("com.sun.jndi.dns.timeout.retries", String.valueOf(TRIES));
        List<String> texts = new ArrayList<>();
        try {
            InitialDirContext context = new InitialDirContext(environment);
            try {
                Attribute found =
                        context.getAttributes(name, new String[] {type}).get(type);
                for (int i = 0; found != null && i < found.size(); i++) {
                    texts.add(String.valueOf(found.get(i)));
                }
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new IOException("The DNS does not answer for " + name + ": " + e.getMessage(), e);
        }
        return texts;
    }
}
