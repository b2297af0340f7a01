package org.otvet.server.projects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.otvet.server.platform.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps carriers' passwords: AES-256-GCM under a key in the home, so that the database alone tells none of them. A
 * password is bound to its trunk.
 */
@Component
class TrunkPasswords {

    private static final Logger log = LoggerFactory.getLogger(TrunkPasswords.class);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    TrunkPasswords(Home home) {
        try {
            key = new SecretKeySpec(keyIn(home.folder("keys").resolve("trunk-passwords")), "AES");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] keyIn(Path file) throws IOException {
        if (Files.exists(file)) {
            byte[] kept = Files.readAllBytes(file);
            if (kept.length != KEY_BYTES) {
                throw new IOException(file + " is no key of " + KEY_BYTES + " bytes");
            }
            return kept;
        }
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, fresh, StandardOpenOption.CREATE, StandardOpenOption.SYNC);
        return fresh;
    }

    byte[] lock(UUID trunk, String password) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, trunk, nonce).doFinal(password.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /** Empty when the key is not the one it was locked with: the carrier refuses us then, and the alarm says so. */
    String unlock(UUID trunk, byte[] whole) {
        try {
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            byte[] password = cipher(Cipher.DECRYPT_MODE, trunk, nonce)
                    .doFinal(whole, NONCE_BYTES, Math.max(0, whole.length - NONCE_BYTES));
            return new String(password, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            log.warn("The password of trunk {} cannot be read with the key of this home; set it again", trunk);
            return "";
        }
    }

    private Cipher cipher(int mode, UUID trunk, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(trunk.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
