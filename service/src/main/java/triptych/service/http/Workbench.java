package triptych.service.http;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import triptych.service.queue.Call;

/**
 * Threads for what would hold up an event loop: large JSON, pictures. Few, because each picture may take hundreds of
 * megabytes while it is decoded. What waits for them is bounded by the requests that are let in.
 */
public final class Workbench implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ExecutorService threads;

    /** With so many threads. */
    public Workbench(int count) {
        threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "workbench-" + COUNT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The result of some work; none is done if the call is over before its turn comes. */
    <T> CompletableFuture<T> run(Call call, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(() -> {
            if (call.isOver()) {
                result.cancel(false);
                return;
            }
            try {
                result.complete(work.call());
            } catch (Exception | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
