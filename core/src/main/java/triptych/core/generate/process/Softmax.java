package triptych.core.generate.process;

/** Probabilities of scores. Sums are kept in double, results are float32, as in the reference's kernels. */
public final class Softmax {

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
