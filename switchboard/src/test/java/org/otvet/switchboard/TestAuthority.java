package org.otvet.switchboard;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates for the carriers and telephones of a test. */
public final class TestAuthority {

    /** A certificate with its key. */
    public record Identity(KeyPair keys, X509Certificate certificate, X509Certificate issuer) {

        public X509ExtendedKeyManager keyManager() {
            try {
                var store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("own", keys.getPrivate(), new char[0], new X509Certificate[] {certificate, issuer});
                var factory = KeyManagerFactory.getInstance("PKIX");
                factory.init(store, new char[0]);
                return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
            } catch (GeneralSecurityException | java.io.IOException e) {
                throw new AssertionError(e);
            }
        }

        /** As administrators write it: hex pairs with colons would do too. */
        public String fingerprint() {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
                return HexFormat.of().withUpperCase().formatHex(digest);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static final AtomicLong SERIALS = new AtomicLong(1);

    private final KeyPair keys = pair();
    private final X509Certificate certificate = sign("Test Authority", keys, null, true);

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** One for a DNS name or an IP literal. */
    public Identity issue(String name) {
        var own = pair();
        int kind = name.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName;
        return new Identity(own, sign(name, own, new GeneralName(kind, name), false), certificate);
    }

    private X509Certificate sign(String name, KeyPair subject, GeneralName alternative, boolean authority) {
        try {
            var now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=Test Authority"),
                    BigInteger.valueOf(SERIALS.incrementAndGet()),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    new X500Name("CN=" + name),
                    subject.getPublic());
            if (authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            if (alternative != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternative));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Trusts what this authority signed. */
    public X509ExtendedTrustManager trust() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", certificate);
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A telephone's own end: shows this certificate, trusts this authority. */
    public SSLContext context(Identity identity) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new X509ExtendedKeyManager[] {identity.keyManager()}, new TrustManager[] {trust()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
