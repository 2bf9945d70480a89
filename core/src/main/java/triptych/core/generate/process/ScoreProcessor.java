package triptych.core.generate.process;

import org.jspecify.annotations.Nullable;

/** Changes the scores of what may follow a row's tokens. One object serves one run, on one thread. */
@FunctionalInterface
public interface ScoreProcessor {

    /** What a processor concerns that changes nothing. */
    int[] NOTHING = {};

    /**
     * Changes scores in place. Minus infinity forbids a token.
     *
     * @param row number of the prompt row
     * @param tokens of the sequence so far, prompt included; not changed
     * @param scores a score a word
     */
    void process(int row, int[] tokens, float[] scores);

    /**
     * The words whose scores {@link #process} would look at or change. If they are few, no others need to be known.
     *
     * @return in any order, ids outside the vocabulary among them; null if it may be all words
     */
    default int @Nullable [] concerns(int row, int[] tokens) {
        return null;
    }
}
