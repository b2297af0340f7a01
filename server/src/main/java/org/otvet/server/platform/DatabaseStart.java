package org.otvet.server.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The database on its way up beside the rest of the program. */
final class DatabaseStart implements AutoCloseable {

    private final CompletableFuture<Database> database;

    private DatabaseStart(CompletableFuture<Database> database) {
        this.database = database;
    }

    static DatabaseStart inBackground(Supplier<Database> opening) {
        CompletableFuture<Database> future = new CompletableFuture<>();
        Thread.ofPlatform().name("database-start").daemon().start(() -> {
            try {
                future.complete(opening.get());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        });
        return new DatabaseStart(future);
    }

    /** @throws StartFailure when it does not come up */
    Database await() {
        try {
            return database.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailure failure
                    ? failure
                    : new StartFailure("the database does not start: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        database.handle((up, failure) -> {
                    if (up != null) {
                        up.close();
                    }
                    return null;
                })
                .join();
    }
}
