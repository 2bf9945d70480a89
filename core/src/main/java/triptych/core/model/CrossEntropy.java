package triptych.core.model;

import ai.djl.ndarray.NDArray;

/** The mean of the negative log-probabilities of labels, computed in double precision. */
public final class CrossEntropy {

    /** A label that is not counted. */
    public static final long IGNORED = -100;

    private CrossEntropy() {}

    /**
     * The loss of a batch.
     *
     * @param logits {@code [..., classes]}
     * @param labels a class for each row of {@code logits}, or {@link #IGNORED}
     * @return a scalar that belongs to the manager of {@code logits}; NaN where no label counts
     */
    public static NDArray of(NDArray logits, long[] labels) {
        float[] scores = logits.toFloatArray();
        int classes = Math.toIntExact(logits.getShape().get(logits.getShape().dimension() - 1));
        if (labels.length != scores.length / classes) {
            throw new IllegalArgumentException(
                    labels.length + " labels for " + scores.length / classes + " rows of logits");
        }
        double sum = 0;
        int counted = 0;
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] != IGNORED) {
                sum += negativeLogProbability(scores, row * classes, classes, Math.toIntExact(labels[row]));
                counted++;
            }
        }
        return logits.getManager().create((float) (sum / counted));
    }

    private static double negativeLogProbability(float[] scores, int from, int classes, int label) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            largest = Math.max(largest, scores[from + i]);
        }
        double total = 0;
        for (int i = 0; i < classes; i++) {
            total += Math.exp(scores[from + i] - largest);
        }
        return Math.log(total) + largest - scores[from + label];
    }
}
