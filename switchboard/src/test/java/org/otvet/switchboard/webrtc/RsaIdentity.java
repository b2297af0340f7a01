package org.otvet.switchboard.webrtc;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.bc.BcRSAContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A telephone's certificate with an RSA key, as many have. */
final class RsaIdentity {

    private RsaIdentity() {}

    static DtlsIdentity create() throws Exception {
        var random = new SecureRandom();
        var crypto = new BcTlsCrypto(random);
        var generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), random, 2_048, 80));
        var keys = generator.generateKeyPair();
        var name = new X500Name("CN=telephone");
        var now = Instant.now();
        var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption);
        byte[] encoded = new X509v3CertificateBuilder(
                        name,
                        BigInteger.TWO,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        name,
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()))
                .build(new BcRSAContentSignerBuilder(
                                algorithm, new DefaultDigestAlgorithmIdentifierFinder().find(algorithm))
                        .build(keys.getPrivate()))
                .getEncoded();
        return new DtlsIdentity(
                crypto,
                keys.getPrivate(),
                new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)}),
                HexFormat.ofDelimiter(":")
                        .withUpperCase()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded)));
    }
}
