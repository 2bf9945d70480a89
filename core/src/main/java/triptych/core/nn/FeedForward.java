package triptych.core.nn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Activation;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec.FeedForwardSpec;

/** The network that a Transformer layer applies to each position alone. */
public final class FeedForward extends Layer {

    private final Activation activation;
    private final Linear inner;
    private final @Nullable Linear gate;
    private final Linear outer;

    /** A network on vectors of {@code width}. */
    public FeedForward(int width, FeedForwardSpec spec) {
        activation = spec.activation();
        inner = child("inner", new Linear(width, spec.innerWidth(), spec.biased()));
        gate = spec.gated() ? child("gate", new Linear(width, spec.innerWidth(), spec.biased())) : null;
        outer = child("outer", new Linear(spec.innerWidth(), width, spec.biased()));
    }

    /** Transforms each position of {@code [batch, length, width]}. */
    public <T> T forward(Ops<T> ops, T x) {
        if (gate == null) {
            return outer.forward(ops, inner.forward(ops, x, activation));
        }
        List<T> both = ops.linears(x, List.of(inner.map(), gate.map()));
        return outer.forward(ops, ops.multiply(ops.activate(both.get(0), activation), both.get(1)));
    }
}
