package org.otvet.switchboard.sip.message;

/** Finds a message's Call-ID without parsing it, to know whose loop it is. */
public final class CallIdScan {

    private static final byte[] NAME = {'c', 'a', 'l', 'l', '-', 'i', 'd'};

    private CallIdScan() {}

    /** The same number for a Call-ID in bytes as {@link #hash(String)} gives; 0 when there is none. */
    public static int hash(byte[] data) {
        int value = find(data);
        return value < 0 ? 0 : valueHash(data, value);
    }

    /** Whether that is the message's Call-ID. */
    public static boolean names(byte[] data, String callId) {
        int value = find(data);
        if (value < 0 || value + callId.length() > data.length) {
            return false;
        }
        for (int i = 0; i < callId.length(); i++) {
            if (data[value + i] != (byte) callId.charAt(i)) {
                return false;
            }
        }
        return value + callId.length() == data.length || data[value + callId.length()] <= ' ';
    }

    /** Where the value begins, -1 when there is none. */
    private static int find(byte[] data) {
        int end = data.length;
        for (int i = 0; i + 2 < end; i++) {
            if (data[i] == '\n') {
                if (data[i + 1] == '\r' || data[i + 1] == '\n') {
                    return -1;
                }
                int value = valueAfterName(data, i + 1);
                if (value > 0) {
                    return value;
                }
            }
        }
        return -1;
    }

    private static int valueAfterName(byte[] data, int start) {
        int i = start;
        if ((data[i] | 0x20) == 'i') {
            i++;
        } else {
            for (byte b : NAME) {
                if (i >= data.length || (data[i] | 0x20) != b) {
                    return -1;
                }
                i++;
            }
        }
        i = skipBlank(data, i);
        return i < data.length && data[i] == ':' ? skipBlank(data, i + 1) : -1;
    }

    private static int skipBlank(byte[] data, int from) {
        int i = from;
        while (i < data.length && (data[i] == ' ' || data[i] == '\t')) {
            i++;
        }
        return i;
    }

    private static int valueHash(byte[] data, int start) {
        int h = 0;
        for (int i = start; i < data.length && data[i] > ' '; i++) {
            h = h * 31 + data[i];
        }
        return h;
    }

    public static int hash(String callId) {
        int h = 0;
        for (int i = 0; i < callId.length(); i++) {
            h = h * 31 + (byte) callId.charAt(i);
        }
        return h;
    }
}
