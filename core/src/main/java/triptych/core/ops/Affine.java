package triptych.core.ops;

import org.jspecify.annotations.Nullable;

/**
 * The weights of an affine map, {@code x Wᵀ + b}.
 *
 * @param weight W, {@code [out, in]}
 * @param bias b, {@code [out]}; null if nothing is added
 */
public record Affine(Weight weight, @Nullable Weight bias) {

    /** How wide the results are. */
    public long out() {
        return weight.shape().get(0);
    }
}
