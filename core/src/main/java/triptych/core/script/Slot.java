package triptych.core.script;

import java.util.List;
import triptych.core.ops.Weight;

/**
 * An attribute of the program, which is None until {@link #loader} is called.
 *
 * @param name of the attribute
 * @param type its TorchScript type
 * @param weights what the loader takes, as a list
 * @param source the expression over the list of weights that {@code value} calls matrix
 * @param value what it makes of them
 */
record Slot(String name, String type, List<Weight> weights, String source, String value) {

    /** An attribute that is the weight itself. */
    Slot(String name, Weight weight) {
        this(name, "Tensor", List.of(weight), "weights[0]", "matrix");
    }

    /**
     * Whether it has nothing of the memory of {@code weight}. Matrices are packed into memory of their own; a bias is
     * kept as it is.
     */
    boolean copies(Weight weight) {
        boolean itself = value.equals("matrix") && source.equals("weights[0]");
        return !itself && weight.shape().dimension() > 1;
    }

    /** The method that fills it. */
    String loader() {
        return "load_" + name;
    }
}
