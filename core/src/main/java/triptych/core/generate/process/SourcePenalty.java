package triptych.core.generate.process;

/**
 * Makes every token of the source more likely: the opposite of {@link RepetitionPenalty}. Padding counts as a token.
 */
public final class SourcePenalty implements ScoreProcessor {

    private final float penalty;
    private final int[][] source;
    private final TokenSet met = new TokenSet();

    /**
     * Rewards.
     *
     * @param penalty above 1 keeps to the source, below leads away
     * @param source {@code [rows, sourceLength]}; ids outside the vocabulary change nothing
     */
    public SourcePenalty(double penalty, int[][] source) {
        this.penalty = (float) (1 / penalty);
        this.source = source;
    }

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        met.clear(scores.length);
        for (int token : source[row]) {
            if (met.add(token)) {
                scores[token] = RepetitionPenalty.penalised(scores[token], penalty);
            }
        }
    }

    @Override
    public int[] concerns(int row, int[] tokens) {
        return source[row];
    }
}
