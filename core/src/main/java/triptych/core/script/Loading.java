package triptych.core.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;
import triptych.core.script.ScriptOps.Slot;

/**
 * Gives a program its weights. Each is read once, made what the program keeps, and freed before others are read, so
 * that the model is never in memory in two forms. The program is compiled meanwhile.
 */
final class Loading {

    /** Each thread has some weights in both forms; more threads than this wait for memory only. */
    private static final int MOST_THREADS = 4;

    static final String THREAD = "triptych-loading";

    private final NDManager manager;
    private final List<Batch> batches;
    // The first batch that failed. Later ones are left out, so that what is thrown depends on no thread's speed.
    private final AtomicInteger failed = new AtomicInteger(Integer.MAX_VALUE);

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
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(processors, MOST_THREADS), Loading::thread);
        try {
            CompletableFuture<Program> program = CompletableFuture.supplyAsync(compiled, threads);
            List<CompletableFuture<?>> jobs = new ArrayList<>(List.of(program));
            for (int i = 0; i < batches.size(); i++) {
                int number = i;
                jobs.add(CompletableFuture.runAsync(() -> load(number, program), threads));
            }
            await(jobs);
            return program.join();
        } finally {
            threads.shutdown();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        return thread;
    }

    private void load(int number, CompletableFuture<Program> program) {
        if (number > failed.get()) {
            return;
        }
        try (NDManager scope = manager.newSubManager()) {
            load(batches.get(number), scope, program);
        } catch (IOException e) {
            failed.accumulateAndGet(number, Math::min);
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            failed.accumulateAndGet(number, Math::min);
            throw e;
        }
    }

    private static void load(Batch batch, NDManager scope, CompletableFuture<Program> program) throws IOException {
        Map<Weight, NDArray> values = new HashMap<>();
        for (WeightGroup group : batch.groups()) {
            values.putAll(group.read(scope));
        }
        for (Slot slot : batch.slots()) {
            List<NDArray> own =
                    slot.weights().stream().map(weight -> own(weight, values)).toList();
            program.join().fill(slot, own);
        }
    }

    /** A constant's memory is Java's, which would be gone when its array is closed; a copy is PyTorch's own. */
    private static NDArray own(Weight weight, Map<Weight, NDArray> values) {
        NDArray value = Objects.requireNonNull(values.get(weight), weight::path);
        return weight.formula() == null ? value : value.duplicate();
    }

    /** Waits for all, whatever becomes of them: they use the manager. The first failure is thrown. */
    private static void await(List<CompletableFuture<?>> jobs) throws IOException {
        Throwable first = null;
        for (CompletableFuture<?> job : jobs) {
            try {
                job.join();
            } catch (CompletionException e) {
                first = first == null ? e.getCause() : first;
            }
        }
        if (first instanceof UncheckedIOException unread) {
            throw unread.getCause();
        } else if (first instanceof RuntimeException wrong) {
            throw wrong;
        } else if (first instanceof Error error) {
            throw error;
        }
    }
}
