package org.otvet.server.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Lays PostgreSQL's programs out on disk, once a version. */
final class PostgresBinaries {

    static final String MAJOR = "18";
    private static final String VERSION = "18.6.0";

    private PostgresBinaries() {}

    /**
     * The folder with {@code bin}, {@code lib} and {@code share} under {@code parent}.
     *
     * @throws StartFailure when this kind of machine has no binaries in the program
     */
    static Path under(Path parent) throws IOException {
        Path target = parent.resolve("postgres-" + VERSION);
        if (Files.isDirectory(target)) {
            return target;
        }
        String name = archiveName();
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + name)) {
            if (packed == null) {
                throw new StartFailure("no embedded PostgreSQL for this machine (" + name
                        + "); set OTVET_DB_URL to a PostgreSQL server");
            }
            Path unfinished = parent.resolve("postgres-" + VERSION + ".part");
            remove(unfinished);
            unpack(packed, unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        return "postgres-" + (os.contains("mac") ? "darwin" : os.startsWith("linux") ? "linux" : "windows") + "-"
                + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("archive entry outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Path parent = Files.createDirectories(
                            target.resolve(entry.getName()).resolveSibling("."));
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                    } else {
                        Files.copy(tar, file);
                        boolean program = parent.normalize().endsWith("bin");
                        Files.setPosixFilePermissions(
                                file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                    }
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
