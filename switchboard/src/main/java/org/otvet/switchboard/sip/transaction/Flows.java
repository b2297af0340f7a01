package org.otvet.switchboard.sip.transaction;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The current connection of each WebSocket telephone, by the host name it made up for itself (RFC 7118 section 5): it
 * keeps that name when it reconnects. The name belongs to the usernames that brought it first; nobody else can take it
 * over. Safe for any thread, bounded.
 */
public final class Flows {

    private static final int MOST = 20_000;

    private final Map<String, Connection> current = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Connection> eldest) {
            return size() > MOST;
        }
    };

    /** True when the name belongs to this connection from now on. */
    public synchronized boolean claim(String host, Connection connection) {
        String key = host.toLowerCase(Locale.ROOT);
        Connection before = current.get(key);
        if (before == connection) {
            return true;
        }
        if (before != null && !before.principals().equals(connection.principals())) {
            return false;
        }
        current.put(key, connection);
        return true;
    }

    /** The connection that carries this name now, null when there is none. */
    public synchronized @Nullable Connection find(String host) {
        Connection connection = current.get(host.toLowerCase(Locale.ROOT));
        return connection != null && connection.isOpen() ? connection : null;
    }
}
