package triptych.service.queue;

import java.util.List;
import triptych.apps.Follower;

/** What a model does with inputs of one kind. */
@FunctionalInterface
public interface BatchWork<K, I, A> {

    /**
     * Answers inputs side by side.
     *
     * @param key which all inputs share
     * @param inputs at least one
     * @param follower says which inputs are still waited for, and hears parts of some
     * @return an answer for each input, in order
     */
    List<A> run(K key, List<I> inputs, Follower follower);
}
