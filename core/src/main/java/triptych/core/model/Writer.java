package triptych.core.model;

import ai.djl.ndarray.NDArray;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import triptych.core.generate.Session;

/** A model that writes token after token. Any number of sessions may be open at once, each on one thread. */
public interface Writer {

    /**
     * Begins to write for each row of a batch.
     *
     * @param inputs arrays by the reference's argument names, which the session does not keep: {@code input_ids} and
     *     {@code attention_mask} of a source, or of the prompt that a language model goes on with; {@code pixel_values}
     *     of pictures
     * @return a session for the caller to close
     * @throws IllegalArgumentException if an input is missing, not known, or too long
     */
    Session session(Map<String, NDArray> inputs);

    /**
     * Begins to write with some words only, which is faster; all others score minus infinity.
     *
     * @param inputs as in {@link #session(Map)}
     * @param words the ids of those that each row may use
     * @return a session for the caller to close
     * @throws IllegalArgumentException if the model was not opened to be given words, or has not these
     */
    default Session session(Map<String, NDArray> inputs, List<BitSet> words) {
        throw new IllegalArgumentException("the model was not opened to score only some of its words");
    }

    /** How many words the model scores. */
    int words();

    /** How many tokens of a target, its prompt included, the model can take. */
    int maxPositions();
}
