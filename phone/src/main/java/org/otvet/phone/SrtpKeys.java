package org.otvet.phone;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a telephone does about encryption: offers, takes and changes keys (RFC 4568), both ways. Owned by the loop. */
final class SrtpKeys {

    private final List<SrtpSuite> suites;
    private List<Crypto> own = new ArrayList<>();
    private @Nullable Crypto mine;
    private @Nullable Crypto theirs;
    private @Nullable SrtpStream outgoing;
    private @Nullable SrtpStream incoming;
    private volatile boolean encrypted;

    /** @param suites preferred first; empty for a telephone that knows no encryption */
    SrtpKeys(List<SrtpSuite> suites) {
        this.suites = suites;
        change();
    }

    /** New keys, told with the next description. */
    void change() {
        own = new ArrayList<>();
        for (SrtpSuite suite : suites) {
            own.add(Crypto.fresh(own.size() + 1, suite));
        }
    }

    /** What an offer tells. */
    List<Crypto> offered() {
        SrtpSuite agreed = mine == null ? null : mine.suite();
        return own.stream()
                .filter(crypto -> agreed == null || crypto.suite() == agreed)
                .toList();
    }

    /** Our line in answer to a description whose keys were taken. */
    List<Crypto> answered() {
        Crypto line = mine;
        Crypto other = theirs;
        return line == null || other == null
                ? List.of()
                : List.of(new Crypto(other.tag(), line.suite(), line.master()));
    }

    /** Takes the keys of a description; false when they do not fit what we want. */
    boolean take(SessionDescription description) {
        Crypto taken = description.cryptos().stream()
                .filter(crypto -> suites.contains(crypto.suite()))
                .findFirst()
                .orElse(null);
        if (taken == null) {
            mine = null;
            theirs = null;
            outgoing = null;
            incoming = null;
            encrypted = false;
            return !description.secured();
        }
        Crypto next = own.stream()
                .filter(crypto -> crypto.suite() == taken.suite())
                .findFirst()
                .orElseThrow();
        if (!taken.sameKey(theirs)) {
            incoming = new SrtpStream(taken.suite(), taken.master());
        }
        if (!next.sameKey(mine)) {
            outgoing = new SrtpStream(next.suite(), next.master());
        }
        theirs = taken;
        mine = next;
        encrypted = true;
        return true;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    /** Encrypts what is about to be sent, when that is agreed on. */
    void protect(ByteBuffer packet) {
        if (outgoing != null) {
            outgoing.protect(packet);
        }
    }

    /** Decrypts what came, when that is agreed on; false for what is not the peer's. */
    boolean open(ByteBuffer packet) {
        return incoming == null || incoming.open(packet);
    }
}
