package org.otvet.switchboard.webrtc;

import org.jitsi.utils.ByteArrayBuffer;

/** A packet in an array that is longer than it, as the SRTP library wants to see it. */
final class PacketView implements ByteArrayBuffer {

    private byte[] bytes = {};
    private int offset;
    private int length;

    PacketView on(byte[] packet, int packetLength) {
        bytes = packet;
        offset = 0;
        length = packetLength;
        return this;
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int newLength) {
        length = newLength;
    }

    @Override
    public void setOffset(int newOffset) {
        offset = newOffset;
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] into) {
        System.arraycopy(bytes, offset + from, into, 0, count);
    }

    @Override
    public void grow(int howMuch) {
        if (offset + length + howMuch > bytes.length) {
            throw new IllegalArgumentException("A packet of " + length + " bytes has no room for " + howMuch + " more");
        }
    }

    @Override
    public void append(byte[] data, int count) {
        grow(count);
        System.arraycopy(data, 0, bytes, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int howMuch) {
        length -= howMuch;
    }
}
