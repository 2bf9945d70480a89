package triptych.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.nn.Cache;
import triptych.core.ops.Ops;

/** Writes tokens one after the other, perhaps looking at a source. */
public interface Decoder {

    /**
     * Tokens to go on with.
     *
     * @param ids {@code [batch, length]}
     * @param positions their position numbers, {@code [batch or 1, length]}
     * @param mask 0 for padding, over all tokens so far, {@code [batch, cached + length]}; null hides none
     * @param sourceMask 0 where a source is padded, {@code [sources, source]}; null hides none
     * @param span how many tokens a row goes on with
     * @param <T> an array, or a name in a recorded program
     */
    record Target<T>(
            T ids, T positions, @Nullable T mask, @Nullable T sourceMask, Span span) {

        /** Some tokens without a source that is padded. */
        public Target(T ids, T positions, @Nullable T mask) {
            this(ids, positions, mask, null, Span.ANY);
        }

        /** The same tokens about a source. */
        public Target<T> about(@Nullable T mask) {
            return new Target<>(ids, positions, this.mask, mask, span);
        }

        /** One token a row, from which nothing is hidden. */
        public static <T> Target<T> one(T ids, T positions) {
            return new Target<>(ids, positions, null, null, Span.ONE);
        }
    }

    /** How many tokens a row goes on with. */
    enum Span {
        /** Always one: no token comes later than another. */
        ONE,
        ANY
    }

    /**
     * What is known before the first token.
     *
     * @param batch any tensor whose first axis is the batch
     * @param memory the source's vectors, {@code [batch, source, width]}; null without a source
     */
    <T> Cache<T> start(Ops<T> ops, T batch, @Nullable T memory);

    /** The cache whose tensors {@link Cache#tensors} gave. */
    <T> Cache<T> restore(List<T> tensors);

    /** The vectors of the target's tokens, {@code [batch, length, width]}, which follow those in {@code cache}. */
    <T> T decode(Ops<T> ops, Target<T> target, Cache<T> cache);

    /**
     * The score of every word after each position: {@code [batch, length, width]} to {@code [batch, length, words]}.
     */
    <T> T scores(Ops<T> ops, T x);

    /** How many words there are. */
    int words();

    /** How many positions the decoder can hold; {@link Integer#MAX_VALUE} where it has no table of them. */
    int maxPositions();
}
