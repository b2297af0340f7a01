package org.otvet.switchboard.webrtc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A STUN message (RFC 8489) as bytes whose length fields agree with each other. */
final class StunMessage {

    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_SUCCESS = 0x0101;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;

    private static final int HEADER_BYTES = 20;
    private static final int MAGIC = 0x2112A442;
    private static final int FINGERPRINT_XOR = 0x5354554E;
    private static final int MAX_ATTRIBUTES = 32;

    private final byte[] bytes;

    private StunMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Null when these bytes are no well-formed STUN message. */
    static @Nullable StunMessage read(byte[] packet, int length) {
        if (length < HEADER_BYTES || (packet[0] & 0xC0) != 0 || length % 4 != 0) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(packet, 0, length);
        if ((buffer.getShort(2) & 0xFFFF) != length - HEADER_BYTES || buffer.getInt(4) != MAGIC) {
            return null;
        }
        int at = HEADER_BYTES;
        for (int i = 0; at < length; i++) {
            int valueBytes = length - at < 4 ? -1 : buffer.getShort(at + 2) & 0xFFFF;
            if (i == MAX_ATTRIBUTES || valueBytes < 0 || at + 4 + padded(valueBytes) > length) {
                return null;
            }
            at += 4 + padded(valueBytes);
        }
        return new StunMessage(Arrays.copyOf(packet, length));
    }

    int type() {
        return ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    }

    boolean has(int attribute) {
        return find(attribute) >= 0;
    }

    /** The attribute's value as text, empty when there is none. */
    String text(int attribute) {
        int at = find(attribute);
        return at < 0 ? "" : new String(bytes, at + 4, valueBytes(at), StandardCharsets.UTF_8);
    }

    /** Whether the message was signed with this password (RFC 8489 section 14.5). */
    boolean isSignedWith(String password) {
        int at = find(MESSAGE_INTEGRITY);
        if (at < 0 || valueBytes(at) != 20) {
            return false;
        }
        return MessageDigest.isEqual(
                Arrays.copyOfRange(bytes, at + 4, at + 24), signature(Arrays.copyOf(bytes, at), password));
    }

    /** Whether the checksum is there, as ICE demands (RFC 8445 section 7.1), and right. */
    boolean isFingerprintRight() {
        int at = find(FINGERPRINT);
        return at >= 0
                && valueBytes(at) == 4
                && ByteBuffer.wrap(bytes).getInt(at + 4) == checksum(Arrays.copyOf(bytes, at));
    }

    /** The address in XOR-MAPPED-ADDRESS, null when there is none. */
    @Nullable
    InetSocketAddress mappedAddress() throws UnknownHostException {
        int at = find(XOR_MAPPED_ADDRESS);
        if (at < 0 || (valueBytes(at) != 8 && valueBytes(at) != 20)) {
            return null;
        }
        byte[] host = Arrays.copyOfRange(bytes, at + 8, at + 4 + valueBytes(at));
        xorWithHead(host, bytes);
        int port = (ByteBuffer.wrap(bytes).getShort(at + 6) ^ (MAGIC >>> 16)) & 0xFFFF;
        return new InetSocketAddress(InetAddress.getByAddress(host), port);
    }

    /** The success response to this request, signed with the same password. */
    byte[] success(InetSocketAddress mapped, String password) {
        byte[] host = mapped.getAddress().getAddress();
        xorWithHead(host, bytes);
        ByteBuffer response = ByteBuffer.allocate(HEADER_BYTES + 8 + host.length + 24 + 8);
        response.putShort((short) BINDING_SUCCESS).putShort((short) 0).put(bytes, 4, 16);
        response.putShort((short) XOR_MAPPED_ADDRESS).putShort((short) (4 + host.length));
        response.put((byte) 0).put((byte) (host.length == 4 ? 1 : 2));
        response.putShort((short) (mapped.getPort() ^ (MAGIC >>> 16))).put(host);
        byte[] signature = signature(written(response), password);
        response.putShort((short) MESSAGE_INTEGRITY).putShort((short) 20).put(signature);
        int checksum = checksum(written(response));
        response.putShort((short) FINGERPRINT).putShort((short) 4).putInt(checksum);
        response.putShort(2, (short) (response.position() - HEADER_BYTES));
        return response.array();
    }

    /** A request as a full agent sends it; for tests of our own side. */
    static byte[] request(byte[] transaction, String username, String password, boolean useCandidate) {
        byte[] name = username.getBytes(StandardCharsets.UTF_8);
        ByteBuffer request =
                ByteBuffer.allocate(HEADER_BYTES + 4 + padded(name.length) + (useCandidate ? 4 : 0) + 24 + 8);
        request.putShort((short) BINDING_REQUEST)
                .putShort((short) 0)
                .putInt(MAGIC)
                .put(transaction, 0, 12);
        request.putShort((short) USERNAME).putShort((short) name.length).put(name);
        request.position(HEADER_BYTES + 4 + padded(name.length));
        if (useCandidate) {
            request.putShort((short) USE_CANDIDATE).putShort((short) 0);
        }
        byte[] signature = signature(written(request), password);
        request.putShort((short) MESSAGE_INTEGRITY).putShort((short) 20).put(signature);
        int checksum = checksum(written(request));
        request.putShort((short) FINGERPRINT).putShort((short) 4).putInt(checksum);
        request.putShort(2, (short) (request.position() - HEADER_BYTES));
        return request.array();
    }

    private static byte[] written(ByteBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** {@code head} is the message up to the signature; the length field counts the signature in. */
    private static byte[] signature(byte[] head, String password) {
        putLength(head, head.length - HEADER_BYTES + 24);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return mac.doFinal(head);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA1", e);
        }
    }

    private static int checksum(byte[] head) {
        putLength(head, head.length - HEADER_BYTES + 8);
        CRC32 crc = new CRC32();
        crc.update(head);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    private static void putLength(byte[] message, int length) {
        message[2] = (byte) (length >>> 8);
        message[3] = (byte) length;
    }

    private static void xorWithHead(byte[] host, byte[] message) {
        for (int i = 0; i < host.length; i++) {
            host[i] ^= message[4 + i];
        }
    }

    /** Where the attribute starts, -1 when it is absent; nothing but a fingerprint counts after the signature. */
    private int find(int attribute) {
        boolean signed = false;
        for (int at = HEADER_BYTES; at < bytes.length; at += 4 + padded(valueBytes(at))) {
            int type = ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
            if (type == attribute && (!signed || type == FINGERPRINT)) {
                return at;
            }
            signed |= type == MESSAGE_INTEGRITY;
        }
        return -1;
    }

    private int valueBytes(int at) {
        return ((bytes[at + 2] & 0xFF) << 8) | (bytes[at + 3] & 0xFF);
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
