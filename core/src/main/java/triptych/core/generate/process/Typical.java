package triptych.core.generate.process;

/**
 * Keeps the tokens whose surprise is nearest to what is expected, so many that together they have a probability.
 *
 * @see <a href="https://arxiv.org/abs/2202.00666">Locally Typical Sampling</a>
 * @param mass the probability, between 0 and 1
 * @param least how many stay at least
 */
public record Typical(double mass, int least) implements ScoreProcessor {

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        float[] distance = scores.clone();
        Softmax.logInPlace(distance);
        float expected = (float) Softmax.entropy(scores);
        for (int word = 0; word < distance.length; word++) {
            distance[word] = Math.abs(-distance[word] - expected);
        }
        float[] probabilities = Softmax.of(scores);
        int[] words = Ranking.ascending(distance);
        double sum = 0;
        int last = 0;
        for (; last < words.length - 1; last++) {
            sum += probabilities[words[last]];
            if ((float) sum >= (float) mass) {
                break;
            }
        }
        float farthest = distance[words[last]];
        for (int i = least; i < words.length; i++) {
            if (distance[words[i]] > farthest) {
                scores[words[i]] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
