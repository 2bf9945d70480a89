package triptych.core.nn;

import java.util.List;
import java.util.function.UnaryOperator;
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

    /**
     * What the positions of one sequence look with, and what they show.
     *
     * @param queries {@code [batch, heads, length, headWidth]}
     * @param shown keys and values of the same positions
     */
    public record Own<T>(T queries, KeyValues<T> shown) {}

    /** What the positions of {@code x}, {@code [batch, length, width]}, look with and show in self-attention. */
    public <T> Own<T> own(Ops<T> ops, T x) {
        return own(ops, x, UnaryOperator.identity());
    }

    /** The same where only the positions that {@code looking} keeps of {@code [batch, length, width]} look. */
    <T> Own<T> own(Ops<T> ops, T x, UnaryOperator<T> looking) {
        List<T> all = ops.linears(x, List.of(query.map(), key.map(), value.map()));
        List<T> heads = split(ops, List.of(looking.apply(all.get(0)), all.get(1), all.get(2)));
        return new Own<>(heads.get(0), new KeyValues<>(heads.get(1), heads.get(2)));
    }

    /** What others see when they look at {@code x}, {@code [batch, length, sourceWidth]}. */
    public <T> KeyValues<T> read(Ops<T> ops, T x) {
        List<T> both = split(ops, ops.linears(x, List.of(key.map(), value.map())));
        return new KeyValues<>(both.get(0), both.get(1));
    }

    private <T> List<T> split(Ops<T> ops, List<T> vectors) {
        return vectors.stream().map(x -> ops.splitHeads(x, spec.heads())).toList();
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
        return look(ops, ops.splitHeads(query.forward(ops, x), spec.heads()), seen, bias);
    }

    /** The same with the queries of {@link #own}. */
    public <T> T look(Ops<T> ops, T queries, KeyValues<T> seen, @Nullable T bias) {
        return output.forward(ops, mixed(ops, queries, seen, bias));
    }

    /**
     * Lets rows look at a source that several of them may share. They look as if they were one row, which spares the
     * source a copy for each: no position depends on what others look at.
     *
     * @param x {@code [batch, length, width]}, the rows of a source one after the other, equally many of each
     * @param seen of each source, {@code [sources, heads, length, headWidth]}
     * @param bias added to the scores, {@code [sources, 1, 1, seen]}; null hides nothing
     * @return same shape as {@code x}
     */
    <T> T share(Ops<T> ops, T x, KeyValues<T> seen, @Nullable T bias) {
        T queries = ops.splitHeads(ops.regroup(query.forward(ops, x), seen.keys()), spec.heads());
        return output.forward(ops, ops.regroup(mixed(ops, queries, seen, bias), x));
    }

    private <T> T mixed(Ops<T> ops, T queries, KeyValues<T> seen, @Nullable T bias) {
        return ops.mergeHeads(ops.attend(queries, seen, bias, spec));
    }
}
