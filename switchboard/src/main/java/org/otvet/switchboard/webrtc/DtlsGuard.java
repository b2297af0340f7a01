package org.otvet.switchboard.webrtc;

/**
 * Turns away handshake datagrams that no browser sends but that would make the TLS library reserve much memory
 * (CVE-2026-59646): it believes the 24-bit length of a message before the message is there. One thread.
 */
final class DtlsGuard {

    static final int MAX_DATAGRAM_BYTES = 2048;

    private static final int MAX_MESSAGE_BYTES = 16 * 1024;
    private static final int MAX_MESSAGE_SEQUENCE = 8;
    private static final int MAX_FRAGMENTS = 64;
    private static final int MAX_DATAGRAMS = 256;
    private static final int RECORD_HEADER_BYTES = 13;
    private static final int FRAGMENT_HEADER_BYTES = 12;
    private static final int HANDSHAKE = 22;

    private int datagrams;
    private int fragments;

    boolean isAcceptable(byte[] packet, int length) {
        if (length < RECORD_HEADER_BYTES || length > MAX_DATAGRAM_BYTES || ++datagrams > MAX_DATAGRAMS) {
            return false;
        }
        int at = 0;
        while (at < length) {
            if (length - at < RECORD_HEADER_BYTES) {
                return false;
            }
            int end = at + RECORD_HEADER_BYTES + number(packet, at + 11, 2);
            if (end > length) {
                return false;
            }
            boolean plain = number(packet, at + 3, 2) == 0;
            if (plain && packet[at] == HANDSHAKE && !areFragmentsAcceptable(packet, at + RECORD_HEADER_BYTES, end)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private boolean areFragmentsAcceptable(byte[] packet, int from, int end) {
        int at = from;
        while (at < end) {
            if (end - at < FRAGMENT_HEADER_BYTES || ++fragments > MAX_FRAGMENTS) {
                return false;
            }
            int fragment = number(packet, at + 9, 3);
            if (number(packet, at + 1, 3) > MAX_MESSAGE_BYTES
                    || number(packet, at + 4, 2) > MAX_MESSAGE_SEQUENCE
                    || fragment > end - at - FRAGMENT_HEADER_BYTES) {
                return false;
            }
            at += FRAGMENT_HEADER_BYTES + fragment;
        }
        return true;
    }

    private static int number(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 8) | (bytes[at + i] & 0xFF);
        }
        return value;
    }
}
