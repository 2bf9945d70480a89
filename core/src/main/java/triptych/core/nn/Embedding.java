package triptych.core.nn;

import triptych.core.ops.Ops;
import triptych.core.ops.Weight;

/** A table of vectors. */
public final class Embedding extends Layer {

    private final Weight weight;

    /** A table of {@code rows} vectors of {@code width}. */
    public Embedding(int rows, int width) {
        weight = weight("weight", rows, width);
    }

    /** Looks up {@code [...]} numbers: {@code [..., width]}. */
    public <T> T forward(Ops<T> ops, T ids) {
        return ops.embed(ids, weight);
    }

    /** The table, for scores that share it. */
    public Weight weight() {
        return weight;
    }
}
