package org.otvet.server.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.otvet.server.platform.Home;
import org.otvet.telephony.RecordingId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The folder of recordings; nothing outside it is ever opened. */
@Component
final class RecordingFolder {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final Path root;

    @Autowired
    RecordingFolder(Home home) {
        this(home.folder("recordings"));
    }

    RecordingFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The file of a recording that begins; its folder exists from now on. */
    Path fileFor(RecordingId id, Instant startedAt) {
        Path file = root.resolve(DAY.format(startedAt)).resolve(id + ".otvrec");
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    Path root() {
        return root;
    }

    /** A path as it is kept in the database: relative where the file lies in this folder, which it should. */
    String kept(String file) {
        try {
            Path path = root.resolve(file).normalize();
            return path.startsWith(root) ? root.relativize(path).toString() : file;
        } catch (InvalidPathException e) {
            return file;
        }
    }

    /** The file of a kept path; empty when it would lie outside this folder. */
    Optional<Path> file(String kept) {
        try {
            Path path = root.resolve(kept).normalize();
            return path.startsWith(root) && !path.equals(root) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
