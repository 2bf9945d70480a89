package triptych.core.generate.process;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Allows only some tokens at one length: a forced first token, forced end tokens. They score 0. */
public final class ForcedTokens implements ScoreProcessor {

    private final String option;
    private final int length;
    private final int[] forced;

    /**
     * Forces.
     *
     * @param option that asks for it; errors name it
     * @param length of a sequence behind which one of the tokens must follow
     * @param forced ids
     */
    public ForcedTokens(String option, int length, int[] forced) {
        this.option = option;
        this.length = length;
        this.forced = forced.clone();
    }

    @Override
    public int @Nullable [] concerns(int row, int[] tokens) {
        return tokens.length == length ? null : NOTHING;
    }

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        if (tokens.length != length) {
            return;
        }
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        for (int token : forced) {
            Vocabulary.require(option, token, scores.length);
            scores[token] = 0;
        }
    }
}
