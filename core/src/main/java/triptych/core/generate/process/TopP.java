package triptych.core.generate.process;

/**
 * Keeps the best tokens that together have a probability: nucleus sampling.
 *
 * @see <a href="https://arxiv.org/abs/1904.09751">The Curious Case of Neural Text Degeneration</a>
 * @param p the probability, below 1
 * @param least how many stay at least
 */
public record TopP(double p, int least) implements ScoreProcessor {

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        float[] probabilities = Softmax.of(scores);
        int[] words = Ranking.ascending(scores);
        float tail = (float) (1 - p);
        double sum = 0;
        for (int i = 0; i < words.length - least; i++) {
            sum += probabilities[words[i]];
            if ((float) sum > tail) {
                return;
            }
            scores[words[i]] = Float.NEGATIVE_INFINITY;
        }
    }
}
