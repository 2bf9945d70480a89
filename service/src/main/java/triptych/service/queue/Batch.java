package triptych.service.queue;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import triptych.apps.Follower;

/**
 * Jobs that run side by side. Each may be given up by itself, between two tokens, where its text is written greedily or
 * by chance. Beams cannot be followed: they are stopped when nobody waits for any of the batch, by an interrupt.
 */
final class Batch<K, I, A> implements Follower {

    private final List<Job<K, I, A>> jobs;
    private final List<I> inputs;
    /** The job of each input. */
    private final List<Job<K, I, A>> owners;

    private @Nullable Thread worker;

    Batch(List<Job<K, I, A>> jobs) {
        this.jobs = jobs;
        inputs = jobs.stream().flatMap(job -> job.inputs().stream()).toList();
        owners = jobs.stream()
                .flatMap(job -> job.inputs().stream().map(input -> job))
                .toList();
    }

    int size() {
        return inputs.size();
    }

    /** Runs on this thread, and answers the jobs. */
    void run(BatchWork<K, I, A> work) {
        begin();
        try {
            List<A> answers = work.run(jobs.get(0).key(), inputs, this);
            if (answers.size() != inputs.size()) {
                throw new IllegalStateException(answers.size() + " answers for " + inputs.size() + " inputs");
            }
            int from = 0;
            for (Job<K, I, A> job : jobs) {
                int to = from + job.inputs().size();
                job.answer().complete(List.copyOf(answers.subList(from, to)));
                from = to;
            }
        } catch (CancellationException e) {
            // Nobody waits: whoever ended the calls has said so.
            jobs.forEach(job -> job.answer().cancel(false));
        } catch (RuntimeException | Error e) {
            // An error, such as a lack of memory, must reach those who wait, and must not end the worker.
            jobs.forEach(job -> job.answer().completeExceptionally(e));
        } finally {
            end();
        }
    }

    private void begin() {
        synchronized (this) {
            worker = Thread.currentThread();
        }
        jobs.forEach(job -> job.call().whenOver(this::stopIfNobodyWaits));
    }

    private synchronized void end() {
        worker = null;
        // An interrupt that came too late for this batch must not stop the next.
        boolean late = Thread.interrupted();
        assert !late || jobs.stream().allMatch(job -> job.call().isOver());
    }

    private synchronized void stopIfNobodyWaits() {
        if (worker != null && jobs.stream().allMatch(job -> job.call().isOver())) {
            worker.interrupt();
        }
    }

    @Override
    public boolean goesOn(int input) {
        return !owners.get(input).call().isOver();
    }

    @Override
    public boolean hears(int input) {
        return owners.get(input).parts() != null;
    }

    @Override
    public void part(int input, int token, String text) {
        PartSink parts = owners.get(input).parts();
        if (parts != null) {
            parts.part(token, text);
        }
    }
}
