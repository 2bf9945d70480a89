package triptych.core.generate.process;

/** Raises the end tokens' scores, the more the longer the text: by |score| × (factor^(length − start) − 1). */
public final class LengthReward implements ScoreProcessor {

    private final int start;
    private final double factor;
    private final int[] ends;

    /**
     * Rewards ends.
     *
     * @param start length, with the prompt, up to which nothing changes
     * @param factor per further token
     * @param ends end tokens
     */
    public LengthReward(int start, double factor, int[] ends) {
        this.start = start;
        this.factor = factor;
        this.ends = ends.clone();
    }

    @Override
    public int[] concerns(int row, int[] tokens) {
        return tokens.length <= start ? NOTHING : ends;
    }

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        if (tokens.length <= start) {
            return;
        }
        float raise = (float) (Math.pow(factor, tokens.length - start) - 1);
        for (int end : ends) {
            Vocabulary.require("eos_token_id", end, scores.length);
            if (Float.isFinite(scores[end])) {
                scores[end] += Math.abs(scores[end]) * raise;
            }
        }
    }
}
