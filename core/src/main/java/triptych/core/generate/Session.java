package triptych.core.generate;

/**
 * Texts that a model is writing side by side: a row each, with what the model keeps of the tokens so far. Not safe for
 * several threads; whoever opened it closes it.
 */
public interface Session extends AutoCloseable {

    /** How many rows there are now. */
    int rows();

    /** How many words the model scores. */
    int words();

    /**
     * How many tokens of a row, without its padding, the model can take. A row that would need more is refused before
     * the step.
     */
    default int maxPositions() {
        return Integer.MAX_VALUE;
    }

    /**
     * Adds tokens to every row and scores what may follow.
     *
     * @param tokens {@code [rows, length]}: the next tokens of each row, equally many; the first call brings the prompt
     * @param form which scores
     * @return {@code [rows × words]}, row after row: the scores behind each row's last token; the caller may change
     *     them
     */
    float[] step(int[][] tokens, Scores form);

    /**
     * Adds tokens as {@link #step} does, for callers who look at few of the scores. A model can find the best words
     * where its scores are, which saves bringing them all to Java; what is here does not.
     *
     * @param count of the best words of each row that are wanted, from 1 to {@link #words}
     * @param named {@code [rows, names]}: words whose scores are wanted besides, equally many of each row
     */
    default TopWords top(int[][] tokens, Scores form, int count, int[][] named) {
        return TopWords.of(step(tokens, form), count, named);
    }

    /**
     * Goes on with these rows only, in this order.
     *
     * @param rows numbers of present rows; one may stand several times (beams) or not at all (finished)
     */
    void keep(int[] rows);

    /** Frees what the model kept. */
    @Override
    void close();
}
