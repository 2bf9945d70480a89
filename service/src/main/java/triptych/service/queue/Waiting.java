package triptych.service.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Jobs that wait, in their order, at most so many inputs. Threads may share it. */
final class Waiting<K, I, A> {

    private final BatchPolicy policy;
    private final ArrayDeque<Job<K, I, A>> jobs = new ArrayDeque<>();
    private int inputs;
    private boolean closed;
    /** Whether the last batch was not all that there was to do; a client alone need not wait for others. */
    private boolean hadCompany;

    Waiting(BatchPolicy policy) {
        this.policy = policy;
    }

    /** What becomes of an offered job. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    synchronized Offer offer(Job<K, I, A> job) {
        dropThoseOver();
        if (closed) {
            return Offer.CLOSED;
        }
        if (inputs + job.inputs().size() > policy.waiting()) {
            return Offer.FULL;
        }
        jobs.add(job);
        inputs += job.inputs().size();
        notifyAll();
        return Offer.TAKEN;
    }

    synchronized int inputs() {
        return inputs;
    }

    /** How long the first job has been waiting; 0 if there is none. */
    synchronized long ageNanos() {
        Job<K, I, A> first = jobs.peek();
        return first == null ? 0 : System.nanoTime() - first.sinceNanos();
    }

    /**
     * Waits until a batch is due; takes nothing.
     *
     * @return false once it is closed and empty
     */
    synchronized boolean await() throws InterruptedException {
        while (true) {
            dropThoseOver();
            Job<K, I, A> first = jobs.peek();
            if (first == null) {
                if (closed) {
                    return false;
                }
                wait();
                continue;
            }
            long rest = first.sinceNanos() + policy.delayNanos() - System.nanoTime();
            if (rest <= 0 || closed || !hadCompany || isFull()) {
                return true;
            }
            TimeUnit.NANOSECONDS.timedWait(this, rest);
        }
    }

    /** Takes the first job and those that may run beside it; nothing if another worker was quicker. */
    synchronized List<Job<K, I, A>> take() {
        dropThoseOver();
        List<Job<K, I, A>> batch = fitting();
        Set<Job<K, I, A>> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        taken.addAll(batch);
        jobs.removeIf(taken::contains);
        inputs -= count(batch);
        if (!batch.isEmpty()) {
            hadCompany = batch.size() > 1 || !jobs.isEmpty();
        }
        return batch;
    }

    private boolean isFull() {
        List<Job<K, I, A>> batch = fitting();
        long weight = batch.stream().mapToLong(Job::weight).sum();
        return count(batch) >= policy.inputs() || weight >= policy.weight();
    }

    private List<Job<K, I, A>> fitting() {
        List<Job<K, I, A>> batch = new ArrayList<>();
        int count = 0;
        long weight = 0;
        for (Job<K, I, A> job : jobs) {
            if (batch.isEmpty()
                    || (job.key().equals(batch.get(0).key())
                            && count + job.inputs().size() <= policy.inputs()
                            && weight + job.weight() <= policy.weight())) {
                batch.add(job);
                count += job.inputs().size();
                weight += job.weight();
            }
        }
        return batch;
    }

    private void dropThoseOver() {
        for (Iterator<Job<K, I, A>> all = jobs.iterator(); all.hasNext(); ) {
            Job<K, I, A> job = all.next();
            if (job.call().isOver()) {
                all.remove();
                inputs -= job.inputs().size();
            }
        }
    }

    private static int count(List<? extends Job<?, ?, ?>> batch) {
        return batch.stream().mapToInt(job -> job.inputs().size()).sum();
    }

    /** Takes no more jobs; those that wait are still answered. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
