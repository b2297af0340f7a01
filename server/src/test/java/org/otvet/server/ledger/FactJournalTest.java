package org.otvet.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactJournalTest {

    @TempDir
    Path folder;

    @Test
    void keepsRecordsInOrderOverReopeningAndForgetsRemovedOnes() throws Exception {
        try (var journal = new FactJournal(folder)) {
            for (int i = 1; i <= 100; i++) {
                assertThat(journal.append(("fact " + i).getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(i);
            }
            for (int i = 1; i <= 40; i++) {
                journal.remove(i);
            }
        }
        try (var journal = new FactJournal(folder)) {
            assertThat(journal.firstLive()).isEqualTo(41);
            assertThat(journal.lastNumber()).isEqualTo(100);
            assertThat(texts(journal, 41, 100))
                    .hasSize(60)
                    .startsWith("fact 41")
                    .endsWith("fact 100");
            assertThat(journal.append(new byte[] {1})).isEqualTo(101);
        }
    }

    @Test
    void readsBackOverManyFilesWhileAppendingAndFreesThemInOrder() throws Exception {
        try (var journal = new FactJournal(folder)) {
            byte[] big = new byte[4000];
            for (int i = 1; i <= 10_000; i++) {
                journal.append(big);
            }
            assertThat(folder.toFile().listFiles()).hasSizeGreaterThanOrEqualTo(5);
            List<Long> numbers = new ArrayList<>();
            journal.read(2_001, 9_000, (bytes, number) -> numbers.add(number));
            assertThat(numbers).hasSize(7_000).isSorted().startsWith(2_001L).endsWith(9_000L);
            for (int i = 1; i <= 10_000; i++) {
                journal.remove(i);
            }
            for (int i = 10_001; i <= 16_000; i++) {
                journal.append(big);
                journal.remove(i);
            }
            assertThat(journal.records()).isZero();
        }
        assertThat(folder.toFile().listFiles()).hasSizeLessThanOrEqualTo(6);
    }

    private static List<String> texts(FactJournal journal, long from, long to) throws Exception {
        List<String> texts = new ArrayList<>();
        journal.read(from, to, (bytes, number) -> texts.add(new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }
}
