package org.otvet.switchboard.sip.transport;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.otvet.switchboard.sip.SipSettings;
import org.otvet.switchboard.sip.TlsTrust;

/** Makes our ends of TLS connections, and runs the arithmetic of their handshakes beside the loops. Any thread. */
final class TlsContexts implements AutoCloseable {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.[A-Za-z][A-Za-z0-9-]*");
    private static final int THREADS = 2;

    private final SipSettings.Tls settings;
    private final SSLContext byName;
    private final ExecutorService handshakes = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("sip-tls-", 0).daemon().factory());

    TlsContexts(SipSettings.Tls settings) {
        this.settings = settings;
        this.byName = context(FarEndCheck.named(settings.authorities()));
    }

    private SSLContext context(FarEndCheck farEnd) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {settings.keys()}, new TrustManager[] {farEnd}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    /** Of a connection that somebody makes to us. */
    SSLEngine accepting() {
        SSLEngine engine = byName.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Of a connection that we make. */
    SSLEngine connecting(TlsTrust trust, int port) {
        boolean ours = trust.equals(TlsTrust.OURSELVES);
        boolean named = !ours && trust.fingerprint().isEmpty();
        SSLContext context =
                named ? byName : context(ours ? FarEndCheck.ourselves() : FarEndCheck.pinned(trust.fingerprint()));
        SSLEngine engine = context.createSSLEngine(trust.host(), port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        if (named) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (NAME.matcher(trust.host()).matches()) {
            parameters.setServerNames(List.of(new SNIHostName(trust.host())));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    void run(Runnable handshakeTask) {
        handshakes.execute(handshakeTask);
    }

    @Override
    public void close() {
        handshakes.shutdownNow();
    }
}
