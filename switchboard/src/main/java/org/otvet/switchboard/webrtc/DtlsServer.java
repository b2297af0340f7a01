package org.otvet.switchboard.webrtc;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/** What we agree to in a handshake: DTLS 1.2, one suite, P-256, the told certificate, SRTP. */
final class DtlsServer extends DefaultTlsServer {

    static final int HANDSHAKE_TIMEOUT_MS = 10_000;
    static final int CIPHER_SUITE = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    static final SignatureAndHashAlgorithm SIGNATURE =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
    /** Of many SIP telephones and exchanges; browsers have given it up. */
    static final SignatureAndHashAlgorithm RSA_SIGNATURE =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa);

    private final DtlsIdentity identity;
    private final CompletableFuture<String> expectedFingerprint;
    private final Consumer<SrtpKeys> onKeys;
    private final Consumer<String> onGoodbye;
    private int profile = -1;
    private boolean checked;

    DtlsServer(
            DtlsIdentity identity,
            CompletableFuture<String> expectedFingerprint,
            Consumer<SrtpKeys> onKeys,
            Consumer<String> onGoodbye) {
        super(identity.crypto());
        this.identity = identity;
        this.expectedFingerprint = expectedFingerprint;
        this.onKeys = onKeys;
        this.onGoodbye = onGoodbye;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {CIPHER_SUITE};
    }

    @Override
    public int[] getSupportedGroups() {
        return new int[] {NamedGroup.secp256r1};
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return HANDSHAKE_TIMEOUT_MS;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                identity.crypto(),
                identity.privateKey(),
                identity.certificate(),
                SIGNATURE);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        Vector<SignatureAndHashAlgorithm> signatures = new Vector<>();
        signatures.add(SIGNATURE);
        signatures.add(RSA_SIGNATURE);
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, signatures, null);
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's own signature
    public void processClientExtensions(@Nullable Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (offered != null) {
            profile = choose(offered.getProtectionProfiles());
        }
        if (profile < 0) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no common SRTP profile");
        }
    }

    private static int choose(int[] offered) {
        for (int ours : SrtpKeys.PROFILES) {
            for (int theirs : offered) {
                if (ours == theirs) {
                    return ours;
                }
            }
        }
        return -1;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // the library's own signature
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        if (extensions == null) {
            extensions = new Hashtable();
        }
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {profile}, new byte[0]));
        return extensions;
    }

    @Override
    public void notifyClientCertificate(@Nullable Certificate certificate) throws IOException {
        if (certificate == null || certificate.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "the browser showed no certificate");
        }
        String shown = DtlsIdentity.digits(certificate.getCertificateAt(0).getEncoded());
        if (!shown.equals(told())) {
            throw new TlsFatalAlert(
                    AlertDescription.bad_certificate, "the browser's certificate is not the one its description names");
        }
        checked = true;
    }

    /** Waits for the description: a browser that is called begins before its answer is here. */
    private String told() throws IOException {
        try {
            return expectedFingerprint.get(HANDSHAKE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            throw new TlsFatalAlert(AlertDescription.internal_error, "the browser's description never came", e);
        } catch (InterruptedException e) {
            throw new IOException("closed", e);
        }
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (!checked) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "the browser showed no certificate");
        }
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.materialBytes(profile));
        onKeys.accept(SrtpKeys.of(profile, material));
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        if (description == AlertDescription.close_notify) {
            onGoodbye.accept("The browser closed the connection");
        } else if (level == AlertLevel.fatal) {
            onGoodbye.accept("The browser broke the secure connection off: " + AlertDescription.getText(description));
        }
    }
}
