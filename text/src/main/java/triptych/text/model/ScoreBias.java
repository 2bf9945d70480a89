package triptych.text.model;

import org.jspecify.annotations.Nullable;
import triptych.core.ops.Ops;

/** What is added to attention's scores. */
final class ScoreBias {

    private ScoreBias() {}

    /** Hides the zeros of {@code mask}, {@code [batch, keys]}; null if that is null. */
    static <T> @Nullable T padding(Ops<T> ops, @Nullable T mask) {
        return mask == null ? null : ops.hidePadding(mask);
    }

    /** Both biases; null if neither is there. */
    static <T> @Nullable T sum(Ops<T> ops, @Nullable T x, @Nullable T y) {
        if (x == null || y == null) {
            return x == null ? y : x;
        }
        return ops.add(x, y);
    }
}
