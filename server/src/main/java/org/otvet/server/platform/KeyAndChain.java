package org.otvet.server.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * A private key with the certificates that vouch for it.
 *
 * @param chain its own certificate first
 */
record KeyAndChain(PrivateKey key, List<X509Certificate> chain) {

    /** Files that cannot be used; the message is one line for the operator. */
    static final class BadFileException extends Exception {
        BadFileException(Path file, String why) {
            super(file + " " + why);
        }
    }

    /** Reads PEM files and makes sure that they belong together. */
    static KeyAndChain read(Path certificateFile, Path keyFile) throws BadFileException {
        List<X509Certificate> chain = certificates(certificateFile);
        PrivateKey key = key(keyFile);
        if (!belongTogether(key, chain.getFirst())) {
            throw new BadFileException(keyFile, "is not the key of the first certificate in " + certificateFile);
        }
        return new KeyAndChain(key, chain);
    }

    static List<X509Certificate> certificates(Path file) throws BadFileException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = new ArrayList<>();
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                if (one instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
            if (found.isEmpty()) {
                throw new BadFileException(file, "holds no certificate (PEM is needed)");
            }
            return List.copyOf(found);
        } catch (CertificateException e) {
            throw new BadFileException(file, "holds no readable certificate (PEM is needed)");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static PrivateKey key(Path file) throws BadFileException {
        try (Reader in = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(in)) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PKCS8EncryptedPrivateKeyInfo || found instanceof PEMEncryptedKeyPair) {
                    throw new BadFileException(file, "is protected by a password; a key without one is needed");
                }
                PrivateKeyInfo key = found instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : null;
                key = found instanceof PrivateKeyInfo info ? info : key;
                if (key != null) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                }
            }
            throw new BadFileException(file, "holds no private key (PEM is needed)");
        } catch (IOException e) {
            if (e instanceof java.nio.file.FileSystemException) {
                throw unreadable(file, e);
            }
            throw new BadFileException(file, "holds no readable private key (PEM is needed)");
        }
    }

    private static BadFileException unreadable(Path file, IOException e) {
        return new BadFileException(
                file, e instanceof NoSuchFileException ? "does not exist" : "cannot be read: " + e.getMessage());
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
        try {
            String name = switch (key.getAlgorithm()) {
                case "EC" -> "SHA256withECDSA";
                case "RSA" -> "SHA256withRSA";
                default -> key.getAlgorithm();
            };
            byte[] text = {1, 2, 3};
            Signature signing = Signature.getInstance(name);
            signing.initSign(key);
            signing.update(text);
            Signature checking = Signature.getInstance(name);
            checking.initVerify(certificate.getPublicKey());
            checking.update(text);
            return checking.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "KeyAndChain[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
