package org.otvet.server.projects;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses and CIDR blocks as text. */
final class Network {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

    private Network() {}

    /** Whether this is an address, or a block whose prefix fits it; names are not taken. */
    static boolean valid(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches() || !address.contains(":") && address.split("\\.", -1).length != 4) {
            return false;
        }
        try {
            int bits = InetAddress.getByName(address).getAddress().length * 8;
            if (slash < 0) {
                return true;
            }
            String prefix = text.substring(slash + 1);
            return prefix.matches("\\d{1,3}") && Integer.parseInt(prefix) <= bits;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
