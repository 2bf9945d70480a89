package triptych.core.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Weights whose values come together, because one tensor of a checkpoint holds them. Any number of threads may read
 * groups at once.
 */
public interface WeightGroup {

    /** The weights, in the order of the model. */
    Set<Weight> weights();

    /**
     * Reads or computes the values.
     *
     * @param manager owns what is returned
     * @return float32 values of each weight, in memory of their own: one may be freed before the others
     * @throws IOException if they can't be read
     */
    Map<Weight, NDArray> read(NDManager manager) throws IOException;

    /**
     * The same for those who need the values only until {@code scratch} is cleared.
     *
     * @param scratch memory that may be used for them
     */
    default Map<Weight, NDArray> read(NDManager manager, Scratch scratch) throws IOException {
        return read(manager);
    }
}
