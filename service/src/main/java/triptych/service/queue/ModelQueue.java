package triptych.service.queue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import triptych.service.problem.ProblemException;

/**
 * Where requests wait for a model. It holds a bounded number of inputs; its threads take those that may run side by
 * side, and answer them.
 *
 * @param <K> what inputs of one batch share, such as the settings of the search
 * @param <I> an input
 * @param <A> an answer
 */
public final class ModelQueue<K, I, A> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelQueue.class);
    private static final int LONGEST_RETRY_SECONDS = 30;

    private final String name;
    private final Waiting<K, I, A> waiting;
    private final Slots slots;
    private final BatchWork<K, I, A> work;
    private final QueueListener listener;
    private final Pace pace = new Pace();
    private final List<Thread> workers;

    /**
     * Starts its threads.
     *
     * @param name of the model
     * @param slots shared with other models
     * @param work what the model does
     */
    public ModelQueue(String name, BatchPolicy policy, Slots slots, BatchWork<K, I, A> work, QueueListener listener) {
        this.name = name;
        this.slots = slots;
        this.work = work;
        this.listener = listener;
        waiting = new Waiting<>(policy);
        workers = IntStream.range(0, policy.workers())
                .mapToObj(i -> new Thread(this::serve, name + "-" + i))
                .toList();
        workers.forEach(worker -> {
            worker.setDaemon(true);
            worker.start();
        });
    }

    /**
     * Lets inputs wait for the model.
     *
     * @param key those of equal keys may run side by side
     * @param inputs at least one
     * @param weight how much work they are, in characters
     * @param call given up when it is over
     * @param parts hears the text for the only input; null if nobody does
     * @return the answers; an error is a {@link ProblemException} where the client is told
     * @throws ProblemException if the queue is full or closed
     */
    public CompletableFuture<List<A>> submit(K key, List<I> inputs, long weight, Call call, @Nullable PartSink parts) {
        Job<K, I, A> job = Job.of(key, inputs, weight, call, parts);
        return switch (waiting.offer(job)) {
            case TAKEN -> job.answer();
            case FULL ->
                throw ProblemException.overloaded(
                        waiting.inputs() + " inputs wait for '" + name + "' already", retryAfterSeconds());
            case CLOSED -> throw ProblemException.unavailable("the service is shutting down");
        };
    }

    /** How many inputs wait. */
    public int depth() {
        return waiting.inputs();
    }

    /** When the inputs that wait now will have been answered; at least as long as the first has waited already. */
    int retryAfterSeconds() {
        long nanos = Math.max(pace.nanosFor(waiting.inputs()), waiting.ageNanos());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos) + 1;
        return (int) Math.min(LONGEST_RETRY_SECONDS, seconds);
    }

    private void serve() {
        try {
            while (waiting.await()) {
                slots.run(this::answerOne);
            }
        } catch (InterruptedException e) {
            LOG.error("a worker of '{}' was interrupted while it waited, and ends", name, e);
            Thread.currentThread().interrupt();
        }
    }

    private void answerOne() {
        List<Job<K, I, A>> jobs = waiting.take();
        if (jobs.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        jobs.forEach(job -> listener.waited(start - job.sinceNanos()));
        Batch<K, I, A> batch = new Batch<>(jobs);
        batch.run(work);
        long nanos = System.nanoTime() - start;
        pace.note(batch.size(), nanos);
        listener.ran(batch.size(), nanos);
    }

    /** Takes no more; returns when all that waited are answered. */
    @Override
    public void close() {
        waiting.close();
        for (Thread worker : workers) {
            boolean done = false;
            while (!done) {
                try {
                    worker.join();
                    done = true;
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted while '" + name + "' was finishing its work", e);
                }
            }
        }
    }
}
