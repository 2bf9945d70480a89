package triptych.service.model;

import java.util.function.Function;
import triptych.service.queue.BatchPolicy;
import triptych.service.queue.BatchWork;
import triptych.service.queue.ModelQueue;
import triptych.service.queue.QueueListener;
import triptych.service.queue.Slots;
import triptych.service.settings.LimitSettings;

/**
 * What all models are served with.
 *
 * @param limits of a request
 * @param policy of each model's queue
 * @param slots shared by all
 * @param listeners one for the queue of each model, by its name
 */
public record Serving(
        LimitSettings limits, BatchPolicy policy, Slots slots, Function<String, QueueListener> listeners) {

    <K, I, A> ModelQueue<K, I, A> queue(String model, BatchWork<K, I, A> work) {
        return new ModelQueue<>(model, policy, slots, work, listeners.apply(model));
    }
}
