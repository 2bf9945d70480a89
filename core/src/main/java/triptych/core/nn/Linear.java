package triptych.core.nn;

import org.jspecify.annotations.Nullable;
import triptych.core.ops.Ops;
import triptych.core.ops.Weight;

/** The affine map {@code y = x Wᵀ + b} on the last axis. */
public final class Linear extends Layer {

    private final Weight weight;
    private final @Nullable Weight bias;

    /** Maps vectors of {@code in} to vectors of {@code out}. */
    public Linear(int in, int out, boolean biased) {
        weight = weight("weight", out, in);
        bias = biased ? weight("bias", out) : null;
    }

    /** Turns {@code [..., in]} into {@code [..., out]}. */
    public <T> T forward(Ops<T> ops, T x) {
        return ops.linear(x, weight, bias);
    }
}
