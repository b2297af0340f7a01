package org.otvet.phone;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One direction of one source under SRTP (RFC 3711): AES in counter mode, HMAC-SHA1. Owned by the loop. */
final class SrtpStream {

    private final int tagBytes;
    private final SecretKeySpec key;
    private final byte[] salt;
    private final Mac mac;
    private final Cipher cipher;
    private long highest = -1;

    /** @param master key and salt */
    SrtpStream(SrtpSuite suite, byte[] master) {
        tagBytes = suite.tagBytes;
        SecretKeySpec masterKey = new SecretKeySpec(master, 0, suite.keyBytes, "AES");
        byte[] masterSalt = Arrays.copyOfRange(master, suite.keyBytes, suite.keyBytes + SrtpSuite.SALT_BYTES);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            key = new SecretKeySpec(derive(masterKey, masterSalt, 0, suite.keyBytes), "AES");
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(derive(masterKey, masterSalt, 1, 20), "HmacSHA1"));
            salt = derive(masterKey, masterSalt, 2, SrtpSuite.SALT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SRTP", e);
        }
    }

    /** Section 4.3, with a key derivation rate of 0. */
    private byte[] derive(SecretKeySpec masterKey, byte[] masterSalt, int label, int length)
            throws GeneralSecurityException {
        byte[] start = Arrays.copyOf(masterSalt, 16);
        start[7] ^= (byte) label;
        cipher.init(Cipher.ENCRYPT_MODE, masterKey, new IvParameterSpec(start));
        return cipher.doFinal(new byte[length]);
    }

    /** Encrypts a packet, from 0 to its limit, and appends the tag; the buffer must have room for it. */
    void protect(ByteBuffer packet) {
        long index = index(packet.getShort(2) & 0xFFFF);
        highest = Math.max(highest, index);
        int end = packet.limit();
        crypt(packet, index, end);
        byte[] tag = tag(packet, index, end);
        packet.limit(end + tagBytes);
        for (int i = 0; i < tagBytes; i++) {
            packet.put(end + i, tag[i]);
        }
    }

    /** Checks and decrypts a packet, and takes its tag off; false when its key did not make it. */
    boolean open(ByteBuffer packet) {
        int end = packet.limit() - tagBytes;
        if (end < 12) {
            return false;
        }
        long index = index(packet.getShort(2) & 0xFFFF);
        byte[] tag = tag(packet, index, end);
        for (int i = 0; i < tagBytes; i++) {
            if (packet.get(end + i) != tag[i]) {
                return false;
            }
        }
        highest = Math.max(highest, index);
        packet.limit(end);
        crypt(packet, index, end);
        return true;
    }

    /** Appendix A: the index nearest to the highest one seen. */
    private long index(int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long index = (highest & ~0xFFFFL) | sequence;
        if (index - highest > 0x8000 && index > 0xFFFF) {
            return index - 0x10000;
        }
        return highest - index > 0x8000 ? index + 0x10000 : index;
    }

    private void crypt(ByteBuffer packet, long index, int end) {
        int start = 12 + 4 * (packet.get(0) & 0x0F);
        if ((packet.get(0) & 0x10) != 0 && end >= start + 4) {
            start += 4 + 4 * (packet.getShort(start + 2) & 0xFFFF);
        }
        if (start >= end) {
            return;
        }
        ByteBuffer vector = ByteBuffer.allocate(16).put(salt);
        vector.putInt(4, vector.getInt(4) ^ packet.getInt(8));
        vector.putLong(6, vector.getLong(6) ^ index);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(vector.array()));
            byte[] crypted = cipher.doFinal(packet.array(), packet.arrayOffset() + start, end - start);
            System.arraycopy(crypted, 0, packet.array(), packet.arrayOffset() + start, crypted.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] tag(ByteBuffer packet, long index, int end) {
        mac.update(packet.array(), packet.arrayOffset(), end);
        return mac.doFinal(ByteBuffer.allocate(4).putInt((int) (index >>> 16)).array());
    }
}
