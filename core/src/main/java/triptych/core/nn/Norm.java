package triptych.core.nn;

import org.jspecify.annotations.Nullable;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.core.ops.StackSpec.NormSpec.Kind;
import triptych.core.ops.Weight;

/** Normalises the last axis, then scales it. */
public final class Norm extends Layer {

    private final double epsilon;
    private final Weight weight;
    private final @Nullable Weight bias;

    /** Norms vectors of {@code width}. */
    public Norm(int width, NormSpec spec) {
        epsilon = spec.epsilon();
        weight = weight("weight", width);
        bias = spec.kind() == Kind.LAYER ? weight("bias", width) : null;
    }

    /** Normalises {@code [..., width]}. */
    public <T> T forward(Ops<T> ops, T x) {
        return bias == null ? ops.rmsNorm(x, weight, epsilon) : ops.layerNorm(x, weight, bias, epsilon);
    }
}
