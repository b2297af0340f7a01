package org.otvet.switchboard.sip.transport;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Decides whether the far end of a connection of ours is the one we meant. */
final class FarEndCheck extends X509ExtendedTrustManager {

    private final Rule rule;

    /** Throws when the far end is somebody else. */
    private interface Rule {
        void check(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException;
    }

    private FarEndCheck(Rule rule) {
        this.rule = rule;
    }

    /** Vouched for by an authority, and made out to the name that the engine was told. */
    static FarEndCheck named(X509ExtendedTrustManager authorities) {
        return new FarEndCheck((chain, type, engine) -> {
            try {
                authorities.checkServerTrusted(chain, type, engine);
            } catch (CertificateException e) {
                throw new CertificateException(
                        e.getMessage() + "; its SHA-256 fingerprint is " + fingerprint(chain[0]), e);
            }
        });
    }

    /** This one certificate, whoever signed it. */
    static FarEndCheck pinned(String fingerprint) {
        return new FarEndCheck((chain, type, engine) -> {
            String shown = fingerprint(chain[0]);
            if (!fingerprint.equals(shown)) {
                throw new CertificateException(
                        "the certificate is another than the one that is trusted, its SHA-256 fingerprint is " + shown);
            }
        });
    }

    /** Our own listener: nobody else can be at our own address, and nothing but a question is sent there. */
    static FarEndCheck ourselves() {
        return new FarEndCheck((chain, type, engine) -> {});
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        rule.check(chain, type, engine);
    }

    static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("only connections of ours are checked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("only connections of ours are checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody is asked for a certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("nobody is asked for a certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("nobody is asked for a certificate");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
