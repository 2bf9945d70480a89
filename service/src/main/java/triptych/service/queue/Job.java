package triptych.service.queue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import triptych.service.problem.ProblemException;

/**
 * The inputs of one request, waiting for a model or running.
 *
 * @param key jobs of equal keys may run side by side
 * @param inputs at least one
 * @param weight how much work they are, in characters
 * @param call of the request
 * @param parts hears the text for the only input; null if nobody does
 * @param answer for each input, in order
 * @param sinceNanos when it began to wait
 */
record Job<K, I, A>(
        K key,
        List<I> inputs,
        long weight,
        Call call,
        @Nullable PartSink parts,
        CompletableFuture<List<A>> answer,
        long sinceNanos) {

    static <K, I, A> Job<K, I, A> of(K key, List<I> inputs, long weight, Call call, @Nullable PartSink parts) {
        Job<K, I, A> job = new Job<>(key, inputs, weight, call, parts, new CompletableFuture<>(), System.nanoTime());
        call.whenOver(job::giveUp);
        return job;
    }

    private void giveUp() {
        if (call.state() == Call.State.EXPIRED) {
            answer.completeExceptionally(ProblemException.expired("was not answered in time"));
        } else {
            answer.cancel(false);
        }
    }
}
