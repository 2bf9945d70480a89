package triptych.text.model;

import org.jspecify.annotations.Nullable;
import triptych.core.model.SelectiveDecoder;
import triptych.core.model.SelectiveDecoder.Selection;
import triptych.core.nn.Embedding;
import triptych.core.nn.Layer;
import triptych.core.nn.Linear;
import triptych.core.nn.Norm;
import triptych.core.ops.Activation;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.core.ops.Weight;

/** Scores every word of the vocabulary at each position. */
public final class WordScores extends Layer {

    private final Spec spec;
    private final @Nullable Linear dense;
    private final @Nullable Norm norm;
    private final Weight words;
    private final @Nullable Weight bias;

    /**
     * What becomes of a position's vector.
     *
     * @param scale what it is multiplied by
     * @param biased whether each word's score has a bias
     * @param transform what it passes first; null for nothing
     */
    public record Spec(
            double scale, boolean biased, @Nullable Transform transform) {

        /** A product with each word's vector and nothing else. */
        public static final Spec PLAIN = new Spec(1, false, null);
    }

    /** BERT's: a linear map, an activation, a norm. */
    public record Transform(Activation activation, NormSpec norm) {}

    /** Scores by the vectors in {@code token}. */
    public static WordScores tied(Embedding token, Spec spec) {
        return new WordScores(
                token.weight(),
                token.weight().shape().get(0),
                token.weight().shape().get(1),
                spec);
    }

    /** Scores {@code words} words by vectors of their own. */
    public static WordScores own(int words, int width, Spec spec) {
        return new WordScores(null, words, width, spec);
    }

    private WordScores(@Nullable Weight tied, long count, long width, Spec spec) {
        this.spec = spec;
        Transform transform = spec.transform();
        int size = Math.toIntExact(width);
        dense = transform == null ? null : child("dense", new Linear(size, size, true));
        norm = transform == null ? null : child("norm", new Norm(size, transform.norm()));
        words = tied == null ? weight("weight", count, width) : tied;
        bias = spec.biased() ? weight("bias", count) : null;
    }

    /** Turns {@code [batch, length, width]} into logits {@code [batch, length, words]}. */
    public <T> T forward(Ops<T> ops, T x) {
        return ops.linear(transformed(ops, x), words, bias);
    }

    /** What scores some words only; see {@link SelectiveDecoder#select}. */
    <T> Selection<T> select(Ops<T> ops, T ids, T hidden) {
        // A state must be made here: what a caller gave may lie in Java's memory, which does not live as long.
        T biases = bias == null ? ops.scale(hidden, 1) : ops.add(hidden, ops.rows(ops.value(bias), ids));
        return new Selection<>(ops.rows(ops.value(words), ids), ops.keep(biases));
    }

    /** Turns {@code [batch, 1, width]} into logits of the selected words. */
    <T> T forward(Ops<T> ops, T x, Selection<T> selection) {
        return ops.add(ops.products(transformed(ops, x), selection.vectors()), selection.biases());
    }

    private <T> T transformed(Ops<T> ops, T x) {
        T y = spec.scale() == 1 ? x : ops.scale(x, spec.scale());
        Transform transform = spec.transform();
        if (transform != null && dense != null && norm != null) {
            y = norm.forward(ops, ops.activate(dense.forward(ops, y), transform.activation()));
        }
        return y;
    }

    /** How many words there are. */
    public int words() {
        return Math.toIntExact(words.shape().get(0));
    }
}
