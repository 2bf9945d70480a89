package triptych.core.nn;

import org.jspecify.annotations.Nullable;
import triptych.core.ops.KeyValues;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.StackSpec.AttentionSpec.Biases;

/**
 * Multi-head scaled dot-product attention.
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al., 2017</a>
 */
public final class Attention extends Layer {

    private final AttentionSpec spec;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;

    /** Attention of vectors of {@code width} to vectors of {@code sourceWidth}. */
    public Attention(int width, int sourceWidth, AttentionSpec spec) {
        this.spec = spec;
        int inner = spec.heads() * spec.headWidth();
        boolean biased = spec.biases() == Biases.ALL;
        query = child("query", new Linear(width, inner, biased));
        key = child("key", new Linear(sourceWidth, inner, biased));
        value = child("value", new Linear(sourceWidth, inner, biased));
        output = child("output", new Linear(inner, width, spec.biases() != Biases.NONE));
    }

    /** What others see when they look at {@code x}, {@code [batch, length, sourceWidth]}. */
    public <T> KeyValues<T> read(Ops<T> ops, T x) {
        return new KeyValues<>(
                ops.splitHeads(key.forward(ops, x), spec.heads()), ops.splitHeads(value.forward(ops, x), spec.heads()));
    }

    /** Keys or values of no position yet, {@code [batch, heads, 0, headWidth]}, with the batch of {@code like}. */
    <T> KeyValues<T> nothing(Ops<T> ops, T like) {
        return new KeyValues<>(
                ops.zeros(like, spec.heads(), 0, spec.headWidth()), ops.zeros(like, spec.heads(), 0, spec.headWidth()));
    }

    /**
     * Lets each position look at what is {@code seen}.
     *
     * @param x {@code [batch, length, width]}
     * @param bias added to the scores, broadcasts to {@code [batch, heads, length, seen]}; null hides nothing
     * @return same shape as {@code x}
     */
    public <T> T forward(Ops<T> ops, T x, KeyValues<T> seen, @Nullable T bias) {
        T queries = ops.splitHeads(query.forward(ops, x), spec.heads());
        return output.forward(ops, ops.mergeHeads(ops.attend(queries, seen, bias, spec)));
    }
}
