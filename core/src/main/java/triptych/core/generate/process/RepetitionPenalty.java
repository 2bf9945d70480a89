package triptych.core.generate.process;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Makes every token of the sequence less likely, once however often it stands there: its score is divided by the
 * penalty, a negative one multiplied.
 *
 * @see <a href="https://arxiv.org/abs/1909.05858">CTRL, section 4.1</a>
 */
public final class RepetitionPenalty implements ScoreProcessor {

    private final float penalty;
    private final IntUnaryOperator padding;
    private final TokenSet met = new TokenSet();

    /**
     * Penalises.
     *
     * @param penalty above 1 discourages, below encourages
     * @param padding of a prompt row: how many tokens at its beginning are not looked at
     */
    public RepetitionPenalty(double penalty, IntUnaryOperator padding) {
        this.penalty = (float) penalty;
        this.padding = padding;
    }

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        met.clear(scores.length);
        for (int i = padding.applyAsInt(row); i < tokens.length; i++) {
            if (met.add(tokens[i])) {
                scores[tokens[i]] = penalised(scores[tokens[i]], penalty);
            }
        }
    }

    @Override
    public int[] concerns(int row, int[] tokens) {
        return Arrays.copyOfRange(tokens, padding.applyAsInt(row), tokens.length);
    }

    static float penalised(float score, float penalty) {
        return score < 0 ? score * penalty : score / penalty;
    }
}
