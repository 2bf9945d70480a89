package triptych.core.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A handle to a trained array; two blocks that share one weight hold the same handle. It has no values itself, so that
 * a model can be checked against a checkpoint before memory is taken.
 */
public final class Weight {

    private final Supplier<String> path;
    private final Shape shape;
    private final @Nullable Function<NDManager, NDArray> formula;

    /**
     * Called by layers, whose path is known last.
     *
     * @param path dotted path from the model
     * @param shape of the values
     * @param formula computes the values of a constant; null for a weight that a checkpoint fills
     */
    public Weight(Supplier<String> path, Shape shape, @Nullable Function<NDManager, NDArray> formula) {
        this.path = path;
        this.shape = shape;
        this.formula = formula;
    }

    /** Dotted path from the model: {@code encoder.layers.0.attention.query.weight}. */
    public String path() {
        return path.get();
    }

    public Shape shape() {
        return shape;
    }

    /** Computes the values of a constant; null for a weight that a checkpoint fills. */
    public @Nullable Function<NDManager, NDArray> formula() {
        return formula;
    }

    @Override
    public String toString() {
        return path() + shape;
    }
}
