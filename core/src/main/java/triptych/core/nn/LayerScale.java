package triptych.core.nn;

import triptych.core.ops.Ops;
import triptych.core.ops.Weight;

/**
 * A learned factor for each element of a branch.
 *
 * @see <a href="https://arxiv.org/abs/2103.17239">Touvron et al., 2021</a>
 */
final class LayerScale extends Layer {

    private final Weight weight;

    LayerScale(int width) {
        weight = weight("weight", width);
    }

    <T> T forward(Ops<T> ops, T x) {
        return ops.multiply(x, ops.value(weight));
    }
}
