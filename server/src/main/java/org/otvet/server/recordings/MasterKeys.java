package org.otvet.server.recordings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.otvet.telephony.RecordingSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where master keys come from: the environment, a file that somebody else provides, or a file in the home. */
final class MasterKeys {

    private static final Logger log = LoggerFactory.getLogger(MasterKeys.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private MasterKeys() {}

    /**
     * Keys as somebody wrote them: base64, one a line or separated by commas, the one that seals first.
     *
     * @throws IOException one clear line, without the key
     */
    static List<byte[]> parse(String text, String source) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        for (String line : text.split("[\\n,]")) {
            String key = line.strip();
            if (key.isEmpty() || key.startsWith("#")) {
                continue;
            }
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(key);
            } catch (IllegalArgumentException e) {
                throw new IOException(source + " has a line that is not base64");
            }
            if (bytes.length != RecordingSeal.KEY_BYTES) {
                throw new IOException(source + " has a key of " + bytes.length + " bytes; recordings need "
                        + RecordingSeal.KEY_BYTES);
            }
            keys.add(bytes);
        }
        if (keys.isEmpty()) {
            throw new IOException(source + " has no key");
        }
        return keys;
    }

    /** The keys of a file that exists. */
    static List<byte[]> in(Path file) throws IOException {
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            log.warn("{} can be read by others; it has the keys of all recordings", file);
        }
        return parse(Files.readString(file), file.toString());
    }

    /** The keys of a file in the home, which is made with a fresh key the first time. */
    static List<byte[]> kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[RecordingSeal.KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            if (isPosix(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            String line = Base64.getEncoder().encodeToString(fresh) + "\n";
            Files.write(
                    file, line.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.CREATE, StandardOpenOption.SYNC);
        }
        return in(file);
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
