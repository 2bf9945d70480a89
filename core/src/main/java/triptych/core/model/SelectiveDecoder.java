package triptych.core.model;

import java.util.List;
import triptych.core.ops.Ops;

/** A decoder that can score some of its words only: with many words, scoring them all is most of a step. */
public interface SelectiveDecoder extends Decoder {

    /**
     * What scores some words.
     *
     * @param vectors the words', {@code [n, width]}
     * @param biases what is added for each word, {@code [rows, 1, n]}: minus infinity where a row may not use it
     * @param <T> an array, or a name in a recorded program
     */
    record Selection<T>(T vectors, T biases) {

        /** How many tensors make one. */
        static final int TENSORS = 2;

        /** The selection whose tensors {@link #tensors} gave. */
        static <T> Selection<T> of(List<T> tensors) {
            return new Selection<>(tensors.get(0), tensors.get(1));
        }

        List<T> tensors() {
            return List.of(vectors, biases);
        }

        /** The same words for other rows. */
        Selection<T> rows(Ops<T> ops, T rows) {
            return new Selection<>(vectors, ops.rows(biases, rows));
        }
    }

    /**
     * Selects words for the steps that follow.
     *
     * @param words their ids, {@code [n]} of int64
     * @param hidden {@code [rows, 1, n]}: minus infinity where a row may not use a word, else 0
     */
    <T> Selection<T> select(Ops<T> ops, T words, T hidden);

    /** The scores of the selected words after each position: {@code [batch, 1, width]} to {@code [batch, 1, n]}. */
    <T> T scores(Ops<T> ops, T x, Selection<T> selection);
}
