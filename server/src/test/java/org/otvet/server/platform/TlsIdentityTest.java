package org.otvet.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIdentityTest {

    @TempDir
    Path folder;

    private Path selfMade(String name, String address) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        new SelfMadeCertificate(own, InetAddress.ofLiteral(address)).current(Instant.now());
        return own;
    }

    @Test
    void theSelfMadeOneIsKeptAndItsKeyIsForTheOwnerOnly() throws Exception {
        InetAddress listen = InetAddress.ofLiteral("192.0.2.7");
        SelfMadeCertificate made = new SelfMadeCertificate(folder, listen);
        Instant now = Instant.now();

        KeyAndChain first = made.current(now);

        assertThat(made.current(now.plus(Duration.ofDays(300))).chain()).isEqualTo(first.chain());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.pem"))))
                .isEqualTo("rw-------");
        assertThat(first.chain().getFirst().getSubjectAlternativeNames())
                .anySatisfy(name -> assertThat(name.get(1)).isEqualTo("192.0.2.7"))
                .anySatisfy(name -> assertThat(name.get(1)).isEqualTo("localhost"));
        first.chain().getFirst().verify(first.chain().getFirst().getPublicKey());
    }

    @Test
    void theSelfMadeOneIsRenewedBeforeItEndsAndForAnotherAddress() throws Exception {
        Instant now = Instant.now();
        SelfMadeCertificate made = new SelfMadeCertificate(folder, InetAddress.ofLiteral("192.0.2.7"));
        KeyAndChain first = made.current(now);

        KeyAndChain later = made.current(now.plus(Duration.ofDays(380)));

        assertThat(later.chain()).isNotEqualTo(first.chain());
        KeyAndChain moved = new SelfMadeCertificate(folder, InetAddress.ofLiteral("192.0.2.8")).current(now);
        assertThat(moved.chain()).isNotEqualTo(later.chain());
        Files.writeString(folder.resolve("key.pem"), "spoilt");
        assertThat(new SelfMadeCertificate(folder, InetAddress.ofLiteral("192.0.2.8"))
                        .current(now)
                        .chain())
                .isNotEqualTo(moved.chain());
    }

    @Test
    void changedFilesAreTakenAndBrokenOnesAreNot() throws Exception {
        Path one = selfMade("one", "127.0.0.1");
        Path other = selfMade("other", "127.0.0.1");
        Path certificate = Files.copy(one.resolve("certificate.pem"), folder.resolve("own.pem"));
        Path key = Files.copy(one.resolve("key.pem"), folder.resolve("own.key"));
        TlsIdentity identity = TlsIdentity.of(
                new OtvetSettings.Secured(0, 0, certificate, key, null), folder, InetAddress.ofLiteral("127.0.0.1"));
        String first = identity.fingerprint();
        String alias = identity.keys().chooseEngineServerAlias("EC", null, null);

        replace(key, other.resolve("key.pem"), 1);
        identity.refresh();
        assertThat(identity.fingerprint()).isEqualTo(first);
        replace(certificate, other.resolve("certificate.pem"), 2);
        identity.refresh();

        assertThat(identity.fingerprint()).isNotEqualTo(first);
        assertThat(identity.isOperators()).isTrue();
        // A handshake that began under the certificate before ends under it.
        assertThat(identity.keys().getCertificateChain(alias)).isNotNull();
        assertThat(identity.keys().chooseEngineServerAlias("EC", null, null)).isNotEqualTo(alias);
        assertThat(identity.keys().chooseEngineServerAlias("RSA", null, null)).isNull();
    }

    private static void replace(Path file, Path by, int seconds) throws IOException {
        Files.writeString(file, Files.readString(by));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    @Test
    void anAuthorityOfTheOperatorsIsTakenBesideThoseOfJava() throws Exception {
        Path authority = selfMade("authority", "127.0.0.1").resolve("certificate.pem");
        int usual = TlsIdentity.of(OtvetSettings.Secured.NOTHING, folder, InetAddress.ofLiteral("127.0.0.1"))
                .carriers()
                .getAcceptedIssuers()
                .length;

        TlsIdentity more = TlsIdentity.of(
                new OtvetSettings.Secured(0, 0, null, null, authority), folder, InetAddress.ofLiteral("127.0.0.1"));

        assertThat(more.carriers().getAcceptedIssuers())
                .hasSize(usual + 1)
                .contains(KeyAndChain.certificates(authority).getFirst());
    }

    @Test
    void saysWhatIsWrongWithFilesInOneLine() throws Exception {
        Path one = selfMade("one", "127.0.0.1");
        Path other = selfMade("other", "127.0.0.1");
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate at all");

        assertRefused(folder.resolve("missing.pem"), one.resolve("key.pem"), "does not exist");
        assertRefused(text, one.resolve("key.pem"), "holds no");
        assertRefused(one.resolve("certificate.pem"), text, "no private key");
        assertRefused(one.resolve("certificate.pem"), other.resolve("key.pem"), "is not the key of");
    }

    private void assertRefused(Path certificate, Path key, String why) {
        assertThatThrownBy(() -> {
                    OtvetSettings.Secured secured = new OtvetSettings.Secured(0, 0, certificate, key, null);
                    TlsIdentity.of(secured, folder, InetAddress.ofLiteral("127.0.0.1"));
                })
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(why)
                .hasMessageNotContainingAny("\n", "\r");
    }
}
