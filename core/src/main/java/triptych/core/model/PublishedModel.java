package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;

/**
 * A model by the reference's own names: named arrays in, named arrays out. It serves parity checks, and callers who
 * want arrays rather than text. Any number of threads may share one.
 */
public interface PublishedModel extends AutoCloseable {

    /**
     * Runs the model.
     *
     * @param manager owns what is returned, and the inputs
     * @param inputs arrays by the reference's argument names: {@code input_ids}, {@code pixel_values}, …
     * @param arguments arguments that are no arrays, such as {@code interpolate_pos_encoding}
     * @param outputs which outputs are wanted: {@code logits}, {@code hidden_states.2}, {@code cross_attentions.0}, …
     * @return an array for each of {@code outputs}
     * @throws IllegalArgumentException if an input, an argument or an output is not known
     */
    Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs);

    /** Frees the weights. */
    @Override
    void close();
}
