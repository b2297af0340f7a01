package org.otvet.switchboard.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows bytes; used again and again by one thread. */
public final class MessageWriter {

    private byte[] data = new byte[2_048];
    private int length;

    public MessageWriter reset() {
        length = 0;
        return this;
    }

    public MessageWriter text(String text) {
        int chars = text.length();
        room(chars);
        int at = length;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                return encoded(text);
            }
            data[at + i] = (byte) c;
        }
        length = at + chars;
        return this;
    }

    private MessageWriter encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes(bytes, 0, bytes.length);
    }

    public MessageWriter bytes(byte[] source, int start, int end) {
        room(end - start);
        System.arraycopy(source, start, data, length, end - start);
        length += end - start;
        return this;
    }

    public MessageWriter number(long value) {
        if (value < 10 && value >= 0) {
            room(1);
            data[length++] = (byte) ('0' + value);
            return this;
        }
        return text(Long.toString(value));
    }

    public MessageWriter end() {
        room(2);
        data[length++] = '\r';
        data[length++] = '\n';
        return this;
    }

    public MessageWriter header(HeaderName name, String value) {
        return text(name.text()).text(": ").text(value).end();
    }

    /** A header from outside the stack: its texts are made harmless. */
    public MessageWriter header(String name, String value) {
        return Texts.isToken(name) ? text(name).text(": ").text(lineSafe(value)).end() : this;
    }

    private static String lineSafe(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) == 127) {
                return value.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
            }
        }
        return value;
    }

    /** Content-Type when there is a body, Content-Length, the empty line, the body. */
    public MessageWriter body(String contentType, String body) {
        if (body.isEmpty()) {
            return text("Content-Length: 0\r\n\r\n");
        }
        header(HeaderName.CONTENT_TYPE, contentType);
        int size = asciiOnly(body) ? body.length() : body.getBytes(StandardCharsets.UTF_8).length;
        return text("Content-Length: ").number(size).text("\r\n\r\n").text(body);
    }

    private static boolean asciiOnly(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(data, length);
    }

    private void room(int more) {
        if (data.length - length < more) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, length + more));
        }
    }
}
