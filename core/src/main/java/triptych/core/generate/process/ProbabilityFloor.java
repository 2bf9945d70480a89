package triptych.core.generate.process;

/** Drops tokens below a probability that may depend on the distribution, but always leaves a few. */
public final class ProbabilityFloor implements ScoreProcessor {

    /** Chooses the least probability. */
    private interface Floor {
        float of(float[] scores, float[] probabilities);
    }

    private final Floor floor;
    private final int least;

    private ProbabilityFloor(Floor floor, int least) {
        this.floor = floor;
        this.least = least;
    }

    /**
     * Drops tokens below a part of the best token's probability: {@code min_p}.
     *
     * @param part from 0 to 1
     * @param least how many stay at least
     * @see <a href="https://arxiv.org/abs/2407.01082">Min-p sampling</a>
     */
    public static ProbabilityFloor ofBest(double part, int least) {
        return new ProbabilityFloor(
                (scores, probabilities) -> (float) part * Ranking.nthGreatest(probabilities, 1), least);
    }

    /**
     * Drops tokens below a probability: {@code epsilon_cutoff}.
     *
     * @param epsilon between 0 and 1
     * @param least how many stay at least
     * @see <a href="https://arxiv.org/abs/2210.15191">Truncation Sampling as Language Model Desmoothing</a>
     */
    public static ProbabilityFloor fixed(double epsilon, int least) {
        return new ProbabilityFloor((scores, probabilities) -> (float) epsilon, least);
    }

    /**
     * Drops tokens below a probability that shrinks where the distribution is flat: {@code eta_cutoff}.
     *
     * @param epsilon between 0 and 1
     * @param least how many stay at least
     * @see <a href="https://arxiv.org/abs/2210.15191">Truncation Sampling as Language Model Desmoothing</a>
     */
    public static ProbabilityFloor byEntropy(double epsilon, int least) {
        return new ProbabilityFloor(
                (scores, probabilities) ->
                        (float) Math.min(epsilon, Math.sqrt(epsilon) * Math.exp(-Softmax.entropy(scores))),
                least);
    }

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        float[] probabilities = Softmax.of(scores);
        float lowest = floor.of(scores, probabilities);
        float kept = Ranking.nthGreatest(scores, least);
        for (int word = 0; word < scores.length; word++) {
            if (probabilities[word] < lowest && scores[word] < kept) {
                scores[word] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
