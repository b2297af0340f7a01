package org.otvet.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.telephony.RecordingSeal;

class RecordingKeysTest {

    private static final UUID RECORDING = UUID.randomUUID();

    @TempDir
    Path folder;

    private static byte[] master(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return key;
    }

    private static RecordingKeys with(byte[]... masters) {
        return new RecordingKeys(List.of(masters));
    }

    @Test
    void everyRecordingHasAKeyOfItsOwnThatItsEnvelopeGivesBack() throws IOException {
        RecordingKeys keys = with(master(1));
        RecordingSeal one = keys.seal(RECORDING);
        RecordingSeal other = keys.seal(RECORDING);
        assertThat(one.key()).isNotEqualTo(other.key());
        assertThat(keys.open(RECORDING, one.envelope())).isEqualTo(one.key());
        assertThat(keys.open(RECORDING, other.envelope())).isEqualTo(other.key());
    }

    @Test
    void olderMasterKeysStillOpen() throws IOException {
        RecordingSeal old = with(master(1)).seal(RECORDING);
        RecordingKeys rotated = with(master(2), master(1));
        assertThat(rotated.open(RECORDING, old.envelope())).isEqualTo(old.key());
        RecordingSeal fresh = rotated.seal(RECORDING);
        assertThat(with(master(2)).open(RECORDING, fresh.envelope())).isEqualTo(fresh.key());
        assertThatThrownBy(() -> with(master(2)).open(RECORDING, old.envelope()))
                .isInstanceOf(RecordingKeys.NoKeyException.class)
                .hasMessageContaining("not among the keys");
    }

    @Test
    void anyChangeOfAnEnvelopeIsNoticed() {
        RecordingKeys keys = with(master(1));
        byte[] envelope = keys.seal(RECORDING).envelope();
        for (int i = 0; i < envelope.length; i++) {
            byte[] changed = envelope.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> keys.open(RECORDING, changed)).isInstanceOf(RecordingKeys.NoKeyException.class);
        }
        assertThatThrownBy(() -> keys.open(UUID.randomUUID(), envelope))
                .as("bound to its recording")
                .isInstanceOf(RecordingKeys.NoKeyException.class);
        assertThatThrownBy(() -> keys.open(RECORDING, new byte[envelope.length]))
                .as("wiped")
                .isInstanceOf(RecordingKeys.NoKeyException.class);
    }

    @Test
    void aMasterKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws IOException {
        Path file = folder.resolve("recordings");
        List<byte[]> made = MasterKeys.kept(file);
        assertThat(made).hasSize(1);
        assertThat(MasterKeys.kept(file).getFirst()).isEqualTo(made.getFirst());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keysAreReadOneALineTheFirstSeals() throws IOException {
        String one = Base64.getEncoder().encodeToString(master(1));
        String two = Base64.getEncoder().encodeToString(master(2));
        assertThat(MasterKeys.parse("# new\n" + two + "\n" + one + "\n", "x")).containsExactly(master(2), master(1));
        assertThat(MasterKeys.parse(two + "," + one, "x")).containsExactly(master(2), master(1));
        assertThatThrownBy(() -> MasterKeys.parse("c2hvcnQ=", "the variable"))
                .hasMessageContaining("the variable")
                .hasMessageContaining("5 bytes");
        assertThatThrownBy(() -> MasterKeys.parse("not base64!", "x")).hasMessageNotContaining("not base64!");
        assertThatThrownBy(() -> MasterKeys.parse("", "x")).hasMessageContaining("no key");
    }
}
