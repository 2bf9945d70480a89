package triptych.apps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Closes what was opened already if a later step of opening fails. */
final class Opening implements AutoCloseable {

    private final Deque<Runnable> open = new ArrayDeque<>();

    /** Opens something that takes a while. */
    @FunctionalInterface
    interface Step<T> {

        /** What was opened. */
        T get() throws IOException;
    }

    /**
     * Notes what was opened.
     *
     * @param close closes it
     */
    <T> T with(T opened, Runnable close) {
        open.push(close);
        return opened;
    }

    /**
     * Opens something in a thread of its own. If another step fails, what it gave is closed, and its own failure
     * forgotten.
     *
     * @return waits for what it gives, or throws what it throws
     */
    <T> Step<T> meanwhile(Step<T> step, Consumer<T> close) {
        CompletableFuture<T> opened = CompletableFuture.supplyAsync(() -> unchecked(step), Opening::start);
        open.push(() -> opened.thenAccept(close).exceptionally(failure -> null).join());
        return () -> result(opened);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "triptych-opening");
        thread.setDaemon(true);
        thread.start();
    }

    private static <T> T unchecked(Step<T> step) {
        try {
            return step.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T result(CompletableFuture<T> opened) throws IOException {
        try {
            return opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unread) {
                throw unread.getCause();
            } else if (e.getCause() instanceof RuntimeException wrong) {
                throw wrong;
            } else if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Hands all to {@code owner}, which closes it from now on. */
    <T> T done(T owner) {
        open.clear();
        return owner;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
