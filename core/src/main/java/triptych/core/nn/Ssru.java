package triptych.core.nn;

import java.util.List;
import triptych.core.ops.Activation;
import triptych.core.ops.Ops;

/**
 * The simpler simple recurrent unit, which takes the place of a decoder's self-attention: all it remembers of earlier
 * positions is one vector.
 *
 * @see <a href="https://aclanthology.org/D19-5632/">Kim et al., 2019</a>
 */
public final class Ssru extends Layer {

    private final int width;
    private final Linear input;
    private final Linear forget;

    /** A unit on vectors of {@code width}. */
    public Ssru(int width) {
        this.width = width;
        input = child("input", new Linear(width, width, false));
        forget = child("forget", new Linear(width, width, true));
    }

    /** The state before the first position, {@code [batch, 1, width]}, with the batch of {@code like}. */
    <T> T nothing(Ops<T> ops, T like) {
        return ops.zeros(like, 1, width);
    }

    /** The state after each position of {@code x}, {@code [batch, length, width]}; same shape. */
    <T> T states(Ops<T> ops, T x, T state) {
        List<T> both = ops.linears(x, List.of(forget.map(), input.map()));
        return ops.recur(ops.activate(both.get(0), Activation.SIGMOID), both.get(1), state);
    }

    /** What the unit says at each position: its state, cut at zero. */
    <T> T forward(Ops<T> ops, T states) {
        return ops.activate(states, Activation.RELU);
    }
}
