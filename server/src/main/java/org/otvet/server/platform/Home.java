package org.otvet.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder everything is kept in; one process at a time holds it. */
public final class Home implements AutoCloseable {

    private static final long LEAST_FREE_BYTES = 200L << 20;

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private Home(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Makes the folder where needed and locks it.
     *
     * @throws StartFailure when it cannot be made or written, is in use, or its disk is nearly full
     */
    static Home open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel file =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockOf(file);
            if (lock == null) {
                file.close();
                throw new StartFailure("another Otvet is running in " + folder + "; stop it or choose another --home");
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                lock.close();
                file.close();
                throw new StartFailure("the disk of " + folder + " is full: " + (free >> 20) + " MB left, at least "
                        + (LEAST_FREE_BYTES >> 20) + " MB are needed");
            }
            return new Home(folder, file, lock);
        } catch (IOException e) {
            throw new StartFailure("cannot use " + folder + " as home: " + reason(e), e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock lockOf(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException f) {
            String kind = switch (f) {
                case java.nio.file.AccessDeniedException denied -> "permission denied";
                case java.nio.file.FileAlreadyExistsException exists -> "it is not a folder";
                default -> f.getReason() == null ? f.getClass().getSimpleName() : f.getReason();
            };
            return kind + " (" + f.getFile() + ")";
        }
        return String.valueOf(e.getMessage());
    }

    public Path folder() {
        return folder;
    }

    /**
     * A folder inside home, made when it is not there.
     *
     * @throws UncheckedIOException when it cannot be made
     */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        lockFile.close();
    }
}
