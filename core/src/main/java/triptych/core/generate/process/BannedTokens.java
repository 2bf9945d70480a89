package triptych.core.generate.process;

import java.util.function.IntPredicate;

/** Forbids tokens at some lengths: end tokens below the smallest length, suppressed ones always or at the beginning. */
public final class BannedTokens implements ScoreProcessor {

    private final IntPredicate lengths;
    private final int[] banned;

    /**
     * Forbids.
     *
     * @param lengths of a sequence behind which the tokens are forbidden
     * @param banned ids; those outside the vocabulary change nothing
     */
    public BannedTokens(IntPredicate lengths, int[] banned) {
        this.lengths = lengths;
        this.banned = banned.clone();
    }

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        Vocabulary.forbid(concerns(row, tokens), scores);
    }

    @Override
    public int[] concerns(int row, int[] tokens) {
        return lengths.test(tokens.length) ? banned : NOTHING;
    }
}
