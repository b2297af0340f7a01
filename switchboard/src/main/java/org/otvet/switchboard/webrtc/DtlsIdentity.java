package org.otvet.switchboard.webrtc;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A key on P-256 with a certificate signed by itself; peers know it by its fingerprint, told by signalling.
 *
 * @param fingerprint SHA-256 of the certificate, upper-case hex pairs with colons
 */
public record DtlsIdentity(
        BcTlsCrypto crypto, AsymmetricKeyParameter privateKey, Certificate certificate, String fingerprint) {

    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    /** A fresh one. */
    public static DtlsIdentity create(Instant now) {
        SecureRandom random = new SecureRandom();
        BcTlsCrypto crypto = new BcTlsCrypto(random);
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(
                        SECObjectIdentifiers.secp256r1, ECNamedCurveTable.getByOID(SECObjectIdentifiers.secp256r1)),
                random));
        AsymmetricCipherKeyPair keys = generator.generateKeyPair();
        try {
            X500Name name = new X500Name("CN=otvet");
            X509CertificateHolder holder = new X509v3CertificateBuilder(
                            name,
                            new BigInteger(64, random).add(BigInteger.ONE),
                            Date.from(now.minus(CLOCK_TOLERANCE)),
                            Date.from(now.plus(VALIDITY)),
                            name,
                            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()))
                    .build(new BcECContentSignerBuilder(
                                    new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                                    new DefaultDigestAlgorithmIdentifierFinder()
                                            .find(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256)))
                            .build(keys.getPrivate()));
            byte[] encoded = holder.getEncoded();
            Certificate chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)});
            return new DtlsIdentity(
                    crypto,
                    keys.getPrivate(),
                    chain,
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(sha256(encoded)));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("The certificate for browser media cannot be made", e);
        }
    }

    /** The fingerprint as descriptions are compared: 64 upper-case hex digits. */
    static String digits(byte[] encodedCertificate) {
        return HexFormat.of().withUpperCase().formatHex(sha256(encodedCertificate));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "DtlsIdentity[" + fingerprint + "]";
    }
}
