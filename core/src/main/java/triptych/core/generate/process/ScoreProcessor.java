package triptych.core.generate.process;

/** Changes the scores of what may follow a row's tokens. One object serves one run, on one thread. */
@FunctionalInterface
public interface ScoreProcessor {

    /**
     * Changes scores in place. Minus infinity forbids a token.
     *
     * @param row number of the prompt row
     * @param tokens of the sequence so far, prompt included; not changed
     * @param scores a score a word
     */
    void process(int row, int[] tokens, float[] scores);
}
