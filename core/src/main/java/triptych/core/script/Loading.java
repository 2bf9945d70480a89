package triptych.core.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Scratch;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;

/**
 * Gives a program its weights. Each is read once, made what the program keeps, and freed before others are read, so
 * that the model is never in memory in two forms. The program is compiled meanwhile.
 */
final class Loading {

    /** Each thread has some weights in both forms; more threads than this wait for memory only. */
    private static final int MOST_THREADS = 4;

    /** Singles in a thread's own memory. The C library gives back at once what is larger. */
    private static final long MOST_SCRATCH = 8 << 20;

    static final String THREAD = "triptych-loading";

    private final NDManager manager;
    private final List<Batch> batches;
    private final AtomicInteger next = new AtomicInteger();
    // Of all failures that of the first batch, so that what is thrown depends on no thread's speed.
    private @Nullable Throwable failure;
    private int failed = Integer.MAX_VALUE;

    /**
     * Plans what is read together.
     *
     * @param manager says on which device; nothing in it is left behind
     * @param slots all attributes of the program
     * @param weights where the values of each weight come from
     */
    Loading(NDManager manager, List<Slot> slots, Function<Weight, WeightGroup> weights) {
        this.manager = manager;
        this.batches = Batch.of(slots, weights);
    }

    /**
     * Reads and packs everything.
     *
     * @param compiled makes the program
     * @return the program, when it has all its weights
     * @throws IOException if a weight can't be read
     */
    Program into(Supplier<Program> compiled) throws IOException {
        int count = Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(count, Loading::thread);
        try {
            CompletableFuture<Program> program = CompletableFuture.supplyAsync(compiled, threads);
            List<CompletableFuture<?>> jobs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                jobs.add(CompletableFuture.runAsync(() -> work(program), threads));
            }
            // All of them use the manager: nobody may close it before the last has ended.
            jobs.forEach(CompletableFuture::join);
            return finished(program);
        } finally {
            threads.shutdown();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        return thread;
    }

    /** Takes one batch after the other until there is none, or one has failed. */
    private void work(CompletableFuture<Program> program) {
        try (NDManager own = manager.newSubManager()) {
            long most = batches.stream()
                    .mapToLong(Batch::scratch)
                    .filter(numbers -> numbers <= MOST_SCRATCH)
                    .max()
                    .orElse(0);
            Scratch scratch = new Scratch(own, most);
            while (!hasFailed()) {
                int number = next.getAndIncrement();
                if (number >= batches.size()) {
                    return;
                }
                load(number, scratch, program);
            }
        } catch (RuntimeException | Error e) {
            fail(batches.size(), e);
        }
    }

    private void load(int number, Scratch scratch, CompletableFuture<Program> program) {
        scratch.clear();
        try (NDManager scope = manager.newSubManager()) {
            Batch batch = batches.get(number);
            Map<Weight, NDArray> values = new HashMap<>();
            for (WeightGroup group : batch.groups()) {
                values.putAll(batch.isCopied(group) ? group.read(scope, scratch) : group.read(scope));
            }
            for (Slot slot : batch.slots()) {
                List<NDArray> own = slot.weights().stream()
                        .map(weight -> own(weight, values))
                        .toList();
                program.join().fill(slot, own);
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(number, e);
        }
    }

    private synchronized boolean hasFailed() {
        return failure != null;
    }

    private synchronized void fail(int number, Throwable cause) {
        if (number < failed) {
            failed = number;
            failure = cause;
        }
    }

    /** A constant's memory is Java's, which would be gone when its array is closed; a copy is PyTorch's own. */
    private static NDArray own(Weight weight, Map<Weight, NDArray> values) {
        NDArray value = Objects.requireNonNull(values.get(weight), weight::path);
        return weight.formula() == null ? value : value.duplicate();
    }

    /** The program, or what went wrong with it or, if nothing did, with its weights. */
    private Program finished(CompletableFuture<Program> compiled) throws IOException {
        Throwable wrong;
        try {
            Program program = compiled.join();
            wrong = failure;
            if (wrong == null) {
                return program;
            }
        } catch (CompletionException e) {
            wrong = e.getCause();
        }
        if (wrong instanceof IOException unread) {
            throw unread;
        } else if (wrong instanceof RuntimeException refused) {
            throw refused;
        } else if (wrong instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(wrong);
    }
}
