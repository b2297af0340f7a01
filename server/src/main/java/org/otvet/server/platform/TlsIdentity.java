package org.otvet.server.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who we are to those who connect by TLS, page and telephones alike: the operator's certificate, else a self-made one. It
 * changes when the operator's files change or the self-made one nears its end; connections made from then on show the new
 * one. Any thread.
 */
public final class TlsIdentity {

    private static final Logger log = LoggerFactory.getLogger(TlsIdentity.class);
    private static final Duration RETRY = Duration.ofHours(1);

    private final OtvetSettings.Secured settings;
    private final SelfMadeCertificate selfMade;
    private final X509ExtendedTrustManager carriers;
    private volatile Shown shown;
    /** What stood in files that could not be used, so that it is said once. */
    private List<FileTime> refused = List.of();

    private Instant renewedNotBefore = Instant.EPOCH;

    /** One certificate under the name that TLS asks for its parts by. */
    private record Shown(
            String alias,
            KeyAndChain pair,
            List<FileTime> files,
            @Nullable Shown before) {}

    private TlsIdentity(OtvetSettings.Secured settings, SelfMadeCertificate selfMade) {
        this.settings = settings;
        this.selfMade = selfMade;
        try {
            this.shown = new Shown("1", load(), times(), null);
            this.carriers = trusted(settings.carrierAuthorities());
        } catch (KeyAndChain.BadFileException e) {
            throw new StartFailure("the certificate cannot be used: " + e.getMessage(), e);
        }
        X509Certificate own = shown.pair().chain().getFirst();
        if (isOperators() && own.getNotAfter().toInstant().isBefore(Instant.now())) {
            log.warn("The certificate {} has run out on {}", settings.certificate(), own.getNotAfter());
        }
    }

    /** @throws StartFailure when configured files cannot be used */
    static TlsIdentity open(OtvetSettings settings, Home home) {
        return of(settings.secured(), home.folder("tls"), settings.listen());
    }

    /** @param folder where a self-made certificate is kept */
    static TlsIdentity of(OtvetSettings.Secured secured, Path folder, InetAddress listen) {
        return new TlsIdentity(secured, new SelfMadeCertificate(folder, listen));
    }

    private KeyAndChain load() throws KeyAndChain.BadFileException {
        Path certificate = settings.certificate();
        Path key = settings.key();
        return certificate == null || key == null
                ? selfMade.current(Instant.now())
                : KeyAndChain.read(certificate, key);
    }

    private List<FileTime> times() {
        Path certificate = settings.certificate();
        Path key = settings.key();
        if (certificate == null || key == null) {
            return List.of();
        }
        try {
            return List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Takes what has changed since: renewed files, or a self-made one that nears its end. */
    synchronized void refresh() {
        List<FileTime> now = times();
        boolean changed = !now.isEmpty() && !now.equals(shown.files()) && !now.equals(refused);
        X509Certificate own = shown.pair().chain().getFirst();
        boolean ends = !isOperators() && SelfMadeCertificate.endsSoon(own, Instant.now());
        if (!changed && !(ends && Instant.now().isAfter(renewedNotBefore))) {
            return;
        }
        renewedNotBefore = Instant.now().plus(RETRY);
        try {
            KeyAndChain next = load();
            Shown before = shown;
            if (next.chain().equals(before.pair().chain())) {
                shown = new Shown(before.alias(), before.pair(), now, before.before());
            } else {
                shown = new Shown(before.alias() + "1", next, now, new Shown(before.alias(), before.pair(), now, null));
                log.info("A new certificate is shown from now on, SHA-256 {}", fingerprint());
            }
        } catch (KeyAndChain.BadFileException | StartFailure e) {
            refused = now;
            log.warn("The new certificate is not used, the one before is kept: {}", e.getMessage());
        }
    }

    /** Whether the certificate is the operator's own and not a self-made one. */
    public boolean isOperators() {
        return settings.certificate() != null;
    }

    /** SHA-256 of the certificate, upper-case hex pairs with colons. */
    public String fingerprint() {
        try {
            byte[] encoded = shown.pair().chain().getFirst().getEncoded();
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows the certificate of the moment to each new connection. */
    public X509ExtendedKeyManager keys() {
        return new CurrentKeys();
    }

    /** Whom we take for a carrier: who is vouched for by an authority that Java knows or the operator named. */
    public X509ExtendedTrustManager carriers() {
        return carriers;
    }

    private static X509ExtendedTrustManager trusted(@Nullable Path more) throws KeyAndChain.BadFileException {
        try {
            X509ExtendedTrustManager usual = trustManager(null);
            if (more == null) {
                return usual;
            }
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            for (X509Certificate known : usual.getAcceptedIssuers()) {
                all.setCertificateEntry("known-" + all.size(), known);
            }
            for (X509Certificate named : KeyAndChain.certificates(more)) {
                all.setCertificateEntry("named-" + all.size(), named);
            }
            return trustManager(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java knows no authorities", e);
        }
    }

    private static X509ExtendedTrustManager trustManager(@Nullable KeyStore store)
            throws GeneralSecurityException, KeyStoreException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new KeyStoreException("no X.509");
    }

    private final class CurrentKeys extends X509ExtendedKeyManager {

        private @Nullable String alias(String type) {
            Shown now = shown;
            String own = now.pair().key().getAlgorithm();
            return type.equals(own) || type.startsWith(own + "_") ? now.alias() : null;
        }

        private @Nullable KeyAndChain pair(String alias) {
            for (Shown one = shown; one != null; one = one.before()) {
                if (one.alias().equals(alias)) {
                    return one.pair();
                }
            }
            return null;
        }

        private @Nullable String firstAlias(String[] types) {
            for (String type : types) {
                String alias = alias(type);
                if (alias != null) {
                    return alias;
                }
            }
            return null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return alias(type);
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return firstAlias(types);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(type);
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return firstAlias(types);
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            KeyAndChain pair = pair(alias);
            return pair == null ? null : pair.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            KeyAndChain pair = pair(alias);
            return pair == null ? null : pair.key();
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            String alias = alias(type);
            return alias == null ? null : new String[] {alias};
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return getServerAliases(type, issuers);
        }
    }
}
