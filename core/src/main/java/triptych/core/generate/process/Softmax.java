package triptych.core.generate.process;

/** Probabilities of scores. Sums are kept in double, results are float32, as in the reference's kernels. */
public final class Softmax {

    private static final double LEAST_LEFT = 0.1;

    private Softmax() {}

    /** Returns probabilities; those of minus infinity are 0. */
    public static float[] of(float[] scores) {
        double greatest = greatest(scores);
        double sum = 0;
        float[] probabilities = new float[scores.length];
        for (int word = 0; word < scores.length; word++) {
            double power = scores[word] == Float.NEGATIVE_INFINITY ? 0 : Math.exp(scores[word] - greatest);
            probabilities[word] = (float) power;
            sum += power;
        }
        for (int word = 0; word < scores.length; word++) {
            probabilities[word] = (float) (probabilities[word] / sum);
        }
        return probabilities;
    }

    /** Turns scores into natural logarithms of probabilities, in place. */
    public static void logInPlace(float[] scores) {
        double total = logSum(scores);
        for (int word = 0; word < scores.length; word++) {
            scores[word] = (float) (scores[word] - total);
        }
    }

    /**
     * The same for scores that were such logarithms before some of them were changed. Only the changed ones are looked
     * at closely, as long as they did not hold most of the probability: with 58,000 words it is the difference between
     * a step's cheapest and its dearest part.
     *
     * @param scores changed in place
     * @param before the logarithms as they were
     */
    public static void logInPlace(float[] scores, float[] before) {
        double sum = 1;
        for (int word = 0; word < scores.length; word++) {
            if (scores[word] != before[word]) {
                sum += Math.exp(scores[word]) - Math.exp(before[word]);
            }
        }
        float total = logOfSum(sum);
        if (Float.isNaN(total)) {
            logInPlace(scores);
            return;
        }
        for (int word = 0; word < scores.length; word++) {
            scores[word] -= total;
        }
    }

    /**
     * The logarithm of what probabilities add up to after some of them were changed; NaN where only a new sum of all
     * can tell: something is NaN, or so little is left that the rounding shows.
     */
    public static float logOfSum(double sum) {
        return sum > LEAST_LEFT && sum < 1 / LEAST_LEFT ? (float) Math.log(sum) : Float.NaN;
    }

    /** Returns the entropy of the probabilities, in nats. */
    static double entropy(float[] scores) {
        double total = logSum(scores);
        double entropy = 0;
        for (float score : scores) {
            if (score != Float.NEGATIVE_INFINITY) {
                entropy -= Math.exp(score - total) * (score - total);
            }
        }
        return entropy;
    }

    private static double logSum(float[] scores) {
        double greatest = greatest(scores);
        double sum = 0;
        for (float score : scores) {
            if (score != Float.NEGATIVE_INFINITY) {
                sum += Math.exp(score - greatest);
            }
        }
        return greatest + Math.log(sum);
    }

    private static float greatest(float[] scores) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            greatest = Math.max(greatest, score);
        }
        return greatest;
    }
}
