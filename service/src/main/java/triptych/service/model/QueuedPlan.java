package triptych.service.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import triptych.service.queue.Call;
import triptych.service.queue.ModelQueue;
import triptych.service.queue.PartSink;

/**
 * A request that waits in one queue.
 *
 * @param queue of its model
 * @param key as in {@link ModelQueue#submit}
 * @param inputs as in {@link ModelQueue#submit}
 * @param weight as in {@link ModelQueue#submit}
 * @param streams whether parts can be told
 * @param answer makes an answer of those of all inputs
 */
record QueuedPlan<K, I, A>(
        ModelQueue<K, I, A> queue,
        K key,
        List<I> inputs,
        long weight,
        boolean streams,
        Function<List<A>, Answer> answer)
        implements Plan {

    /** A request about texts. */
    static <K, A> QueuedPlan<K, String, A> ofTexts(
            ModelQueue<K, String, A> queue,
            K key,
            List<String> texts,
            boolean streams,
            Function<List<A>, Answer> answer) {
        long weight = texts.stream().mapToLong(String::length).sum();
        return new QueuedPlan<>(queue, key, texts, weight, streams && texts.size() == 1, answer);
    }

    @Override
    public CompletableFuture<Answer> submit(Call call, @Nullable PartSink parts) {
        return queue.submit(key, inputs, weight, call, parts).thenApply(answer);
    }
}
