package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.EagerOps;
import triptych.core.ops.Observer;
import triptych.core.ops.Weight;

/**
 * A model's weights, ready to run at once. Any number of threads may share one; none may run when it is closed.
 *
 * @param manager owns the weights, and is closed with this
 * @param weights the values of each weight
 */
public record EagerModel(NDManager manager, Function<Weight, NDArray> weights) implements AutoCloseable {

    /** Operations whose results belong to {@code manager}; for one pass on this thread, without gradients. */
    public EagerOps pass(NDManager manager) {
        return pass(manager, null);
    }

    /** The same, watched by {@code observer}. */
    public EagerOps pass(NDManager manager, @Nullable Observer observer) {
        // PyTorch keeps this switch for each thread, and new threads record gradients.
        JniUtils.setGradMode(false);
        EagerOps ops = EagerOps.inference(weights, manager);
        return observer == null ? ops : ops.observed(observer);
    }

    @Override
    public void close() {
        manager.close();
    }
}
