package org.otvet.switchboard.sip.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.message.CallIdScan;

/** A byte stream gives the same messages however it is cut; none is longer than allowed. */
public final class FuzzStream {

    private static final int MOST = 4_096;

    private FuzzStream() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FirstWord.isInitial(data);
        CallIdScan.hash(data);
        List<byte[]> whole = cut(data, data.length);
        List<byte[]> single = cut(data, 1);
        List<byte[]> some = cut(data, 7);
        if (!same(whole, single) || !same(whole, some)) {
            throw new IllegalStateException("cut in pieces the stream gives other messages: " + whole.size() + ", "
                    + some.size() + ", " + single.size());
        }
    }

    private static List<byte[]> cut(byte[] data, int step) {
        StreamFramer framer = new StreamFramer(MOST);
        List<byte[]> messages = new ArrayList<>();
        for (int at = 0; at < data.length && !framer.isBroken(); at += step) {
            framer.add(data, at, Math.min(step, data.length - at));
            for (byte @Nullable [] message = framer.next(); message != null; message = framer.next()) {
                if (message.length > MOST) {
                    throw new IllegalStateException("a message of " + message.length + " bytes");
                }
                messages.add(message);
            }
        }
        framer.takeKeepAlives();
        return messages;
    }

    private static boolean same(List<byte[]> a, List<byte[]> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!Arrays.equals(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
