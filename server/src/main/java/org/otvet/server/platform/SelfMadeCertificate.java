package org.otvet.server.platform;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificate that stands in until the operator has one: kept in the home, so that its fingerprint stays the same. */
final class SelfMadeCertificate {

    private static final Duration VALID = Duration.ofDays(397);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);
    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private final Path certificateFile;
    private final Path keyFile;
    private final InetAddress listen;

    SelfMadeCertificate(Path folder, InetAddress listen) {
        this.certificateFile = folder.resolve("certificate.pem");
        this.keyFile = folder.resolve("key.pem");
        this.listen = listen;
    }

    /** The one there is; a new one when there is none, when it ends soon, or when it does not name where we listen. */
    KeyAndChain current(Instant now) {
        if (Files.exists(certificateFile) && Files.exists(keyFile)) {
            try {
                KeyAndChain kept = KeyAndChain.read(certificateFile, keyFile);
                if (isGood(kept.chain().getFirst(), now)) {
                    return kept;
                }
            } catch (KeyAndChain.BadFileException e) {
                // Half written or spoilt: a new one serves as well.
            }
        }
        return make(now);
    }

    /** Whether it is time for a new one. */
    static boolean endsSoon(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isBefore(now.plus(RENEWED_BEFORE_END));
    }

    private boolean isGood(X509Certificate certificate, Instant now) {
        return !endsSoon(certificate, now)
                && (listen.isAnyLocalAddress() || addressesOf(certificate).contains(listen.getHostAddress()));
    }

    private static Collection<String> addressesOf(X509Certificate certificate) {
        List<String> found = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                names.stream()
                        .filter(name -> Integer.valueOf(GeneralName.iPAddress).equals(name.get(0)))
                        .forEach(name -> found.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            // Then it names nothing.
        }
        return found;
    }

    private KeyAndChain make(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = sign(keys, now);
            // The key first: a certificate without its key is noticed at the next start, and made anew.
            write(keyFile, "PRIVATE KEY", keys.getPrivate().getEncoded());
            write(certificateFile, "CERTIFICATE", certificate.getEncoded());
            return new KeyAndChain(keys.getPrivate(), List.of(certificate));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new StartFailure("cannot make a certificate in " + keyFile.getParent() + ": " + e.getMessage(), e);
        }
    }

    private X509Certificate sign(KeyPair keys, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Name name = new X500Name("CN=Otvet");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(63, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(CLOCK_TOLERANCE)),
                Date.from(now.plus(VALID)),
                name,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(names().toArray(GeneralName[]::new)));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private List<GeneralName> names() throws SocketException {
        Set<String> hosts = new LinkedHashSet<>(List.of("localhost"));
        Set<String> addresses = new LinkedHashSet<>();
        try {
            hosts.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // The machine does not know its own name: people use its address.
        }
        if (listen.isAnyLocalAddress()) {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !(address instanceof Inet6Address && address.isLinkLocalAddress()))
                    .forEach(address -> addresses.add(address.getHostAddress().split("%", 2)[0]));
        } else {
            addresses.add(listen.getHostAddress());
        }
        List<GeneralName> names = new ArrayList<>();
        hosts.stream()
                .filter(host -> host.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"))
                .forEach(host -> names.add(new GeneralName(GeneralName.dNSName, host)));
        addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return names;
    }

    private static void write(Path file, String kind, byte[] encoded) throws IOException {
        String text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        if (posix) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
