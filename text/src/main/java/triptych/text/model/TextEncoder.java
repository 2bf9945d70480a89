package triptych.text.model;

import org.jspecify.annotations.Nullable;
import triptych.core.nn.Embedding;
import triptych.core.nn.Layer;
import triptych.core.nn.RelativeBias;
import triptych.core.nn.Stack;
import triptych.core.ops.Ops;

/** Reads a text in both directions. */
public final class TextEncoder extends Layer {

    private final TokenEmbedding embedding;
    private final @Nullable RelativeBias relative;
    private final Stack stack;

    /** An encoder whose tokens' own vectors are in {@code token}. */
    public TextEncoder(Embedding token, TextSide side) {
        embedding = child("embeddings", new TokenEmbedding(token, side.embedding()));
        relative = side.buckets() == null
                ? null
                : child("relative", new RelativeBias(side.stack().attention().heads(), side.buckets()));
        stack = child("stack", new Stack(side.stack()));
    }

    /**
     * What is read.
     *
     * @param ids {@code [batch, length]}
     * @param mask 0 for padding, {@code [batch, length]}; null hides none
     * @param segments {@code [batch, length]}; null where all are of the first kind
     * @param positions {@code [batch or 1, length]}; null counts from 0
     * @param <T> an array, or a name in a recorded program
     */
    public record Source<T>(
            T ids,
            @Nullable T mask,
            @Nullable T segments,
            @Nullable T positions) {}

    /** The vectors of a text's tokens, {@code [batch, length, width]}. */
    public <T> T forward(Ops<T> ops, Source<T> source) {
        return stack.forward(ops, embedded(ops, source), bias(ops, source));
    }

    /** The vector of a text's first token alone, {@code [batch, 1, width]}, which costs a layer less. */
    <T> T first(Ops<T> ops, Source<T> source) {
        if (relative != null) {
            throw new IllegalStateException("the first position's biases are not those of all others");
        }
        return stack.first(ops, embedded(ops, source), bias(ops, source));
    }

    private <T> T embedded(Ops<T> ops, Source<T> source) {
        T given = source.positions();
        T positions = given == null ? ops.positions(source.ids()) : given;
        return embedding.forward(ops, source.ids(), positions, source.segments());
    }

    private <T> @Nullable T bias(Ops<T> ops, Source<T> source) {
        T distances = relative == null ? null : relative.forward(ops, ops.offsets(source.ids(), null));
        return ScoreBias.sum(ops, distances, ScoreBias.padding(ops, source.mask()));
    }

    /** How many positions a text may have. */
    public int maxPositions() {
        return embedding.maxPositions();
    }

    /** How many layers there are. */
    public int layers() {
        return stack.size();
    }
}
