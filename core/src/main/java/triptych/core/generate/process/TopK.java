package triptych.core.generate.process;

/**
 * Keeps the best tokens, and those as good as the last of them.
 *
 * @param k how many
 */
public record TopK(int k) implements ScoreProcessor {

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        float least = Ranking.nthGreatest(scores, k);
        for (int word = 0; word < scores.length; word++) {
            if (scores[word] < least) {
                scores[word] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
