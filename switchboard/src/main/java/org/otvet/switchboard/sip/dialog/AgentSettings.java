package org.otvet.switchboard.sip.dialog;

import java.util.function.Predicate;
import org.otvet.switchboard.sip.message.Texts;

/**
 * What an {@link Agent} must know.
 *
 * @param serverLine whole {@code Server} line with its end, or empty
 * @param isOwn says whether messages with this Call-ID come to this agent's loop
 */
public record AgentSettings(
        LocalNames names,
        String serverLine,
        String userAgent,
        long t1Millis,
        long sessionSeconds,
        long leastSessionSeconds,
        int maxCalls,
        Predicate<String> isOwn) {

    public static AgentSettings of(
            LocalNames names,
            String product,
            long t1Millis,
            long sessionSeconds,
            long leastSeconds,
            int maxCalls,
            Predicate<String> isOwn) {
        String name = Texts.harmless(product);
        String server = name.isEmpty() ? "" : "Server: " + name + "\r\n";
        return new AgentSettings(names, server, name, t1Millis, sessionSeconds, leastSeconds, maxCalls, isOwn);
    }
}
