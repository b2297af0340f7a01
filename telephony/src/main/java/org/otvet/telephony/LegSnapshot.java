package org.otvet.telephony;

import java.time.Instant;
import java.util.Map;

/**
 * A leg as it stands now, for support and supervision.
 *
 * @param state one of {@code offered, dialling, ringing, up, ended}
 * @param detail protocol and media figures, JSON-friendly values only
 */
public record LegSnapshot(LegId leg, String state, Instant since, MediaStats media, Map<String, Object> detail) {}
