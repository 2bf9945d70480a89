package triptych.core.nn;

import triptych.core.ops.Activation;
import triptych.core.ops.Affine;
import triptych.core.ops.Ops;
import triptych.core.ops.Weight;

/** The affine map {@code y = x Wᵀ + b} on the last axis. */
public final class Linear extends Layer {

    private final Affine map;

    /** Maps vectors of {@code in} to vectors of {@code out}. */
    public Linear(int in, int out, boolean biased) {
        Weight weight = weight("weight", out, in);
        map = new Affine(weight, biased ? weight("bias", out) : null);
    }

    /** Turns {@code [..., in]} into {@code [..., out]}. */
    public <T> T forward(Ops<T> ops, T x) {
        return ops.linear(x, map.weight(), map.bias());
    }

    /** The same with {@code function} applied to the result. */
    public <T> T forward(Ops<T> ops, T x, Activation function) {
        return ops.activated(x, map, function);
    }

    /** The weights, to multiply several maps of one input at once. */
    Affine map() {
        return map;
    }
}
