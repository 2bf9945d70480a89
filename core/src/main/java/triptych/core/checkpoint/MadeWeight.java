package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;

/** A weight that no tensor fills: a constant, or zeros for one that a checkpoint may lack. */
record MadeWeight(Weight weight) implements WeightGroup {

    @Override
    public Set<Weight> weights() {
        return Set.of(weight);
    }

    @Override
    public Map<Weight, NDArray> read(NDManager manager) {
        Function<NDManager, NDArray> formula = weight.formula();
        return Map.of(weight, formula == null ? manager.zeros(weight.shape()) : formula.apply(manager));
    }
}
