package triptych.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Weight;

/** A block with named children and weights, whose shapes are known from the start. It holds no values. */
public abstract class Layer {

    private final List<Layer> children = new ArrayList<>();
    private final List<Weight> weights = new ArrayList<>();
    private @Nullable Layer parent;
    private String name = "";

    /** Adds {@code layer} under {@code name} and returns it. */
    protected final <L extends Layer> L child(String name, L layer) {
        Layer added = layer;
        added.parent = this;
        added.name = name;
        children.add(layer);
        return layer;
    }

    /** Adds a weight that a checkpoint fills. */
    protected final Weight weight(String name, long... shape) {
        return add(new Weight(() -> below(name), new Shape(shape), null));
    }

    /** Adds a constant. */
    protected final Weight constant(String name, Shape shape, Function<NDManager, NDArray> formula) {
        return add(new Weight(() -> below(name), shape, formula));
    }

    private Weight add(Weight weight) {
        weights.add(weight);
        return weight;
    }

    /** Dotted path from the root; empty for the root. */
    public final String path() {
        return parent == null ? "" : parent.below(name);
    }

    /** The path of what is called {@code name} in this layer. */
    protected final String below(String name) {
        return path().isEmpty() ? name : path() + "." + name;
    }

    /** Every weight of this layer and those below. */
    public final List<Weight> weights() {
        List<Weight> all = new ArrayList<>(weights);
        children.forEach(child -> all.addAll(child.weights()));
        return all;
    }
}
