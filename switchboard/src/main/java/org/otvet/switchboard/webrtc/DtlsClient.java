package org.otvet.switchboard.webrtc;

import java.io.IOException;
import java.util.Hashtable;
import java.util.function.Consumer;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/**
 * The client's part in a handshake: ours towards a telephone that waits for it, and the browser's, with which we warm up
 * our own before the first call.
 */
final class DtlsClient extends DefaultTlsClient {

    private final DtlsIdentity identity;
    private final int[] profiles;
    private final @Nullable Call call;
    private int agreed = -1;
    private @Nullable SrtpKeys keys;

    /**
     * A handshake for a call.
     *
     * @param fingerprint of the certificate that the server must show, 64 upper-case hex digits
     */
    record Call(String fingerprint, Consumer<SrtpKeys> onKeys, Consumer<String> onGoodbye) {}

    DtlsClient(DtlsIdentity identity, int... profiles) {
        this(identity, null, profiles);
    }

    DtlsClient(DtlsIdentity identity, @Nullable Call call, int... profiles) {
        super(identity.crypto());
        this.identity = identity;
        this.call = call;
        this.profiles = profiles;
    }

    /** What was agreed on, null before. */
    @Nullable
    SrtpKeys keys() {
        return keys;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {DtlsServer.CIPHER_SUITE, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return DtlsServer.HANDSHAKE_TIMEOUT_MS;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // the library's own signature
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        if (extensions == null) {
            extensions = new Hashtable();
        }
        if (profiles.length > 0) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, new byte[0]));
        }
        return extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                Call wanted = call;
                String shown = DtlsIdentity.digits(
                        certificate.getCertificate().getCertificateAt(0).getEncoded());
                if (wanted != null && !wanted.fingerprint().equals(shown)) {
                    throw new TlsFatalAlert(
                            AlertDescription.bad_certificate, "the certificate is not the one the description names");
                }
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return new BcDefaultTlsCredentialedSigner(
                        new TlsCryptoParameters(context),
                        identity.crypto(),
                        identity.privateKey(),
                        identity.certificate(),
                        identity.privateKey() instanceof RSAKeyParameters
                                ? DtlsServer.RSA_SIGNATURE
                                : DtlsServer.SIGNATURE);
            }
        };
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's own signature
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (chosen != null) {
            agreed = chosen.getProtectionProfiles()[0];
        }
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (agreed >= 0) {
            keys = SrtpKeys.of(
                    agreed,
                    context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.materialBytes(agreed)));
        }
        Call wanted = call;
        SrtpKeys made = keys;
        if (wanted != null) {
            if (made == null) {
                throw new TlsFatalAlert(AlertDescription.handshake_failure, "no common SRTP profile");
            }
            wanted.onKeys().accept(made);
        }
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return call != null;
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        Call wanted = call;
        if (wanted != null && (level == AlertLevel.fatal || description == AlertDescription.close_notify)) {
            wanted.onGoodbye()
                    .accept("The telephone ended the secure connection: " + AlertDescription.getText(description));
        }
    }
}
