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
        return of(logits, labels, 0);
    }

    /**
     * The loss of a batch whose labels are not quite certain.
     *
     * @param logits {@code [..., classes]}
     * @param labels a class for each row of {@code logits}, or {@link #IGNORED}
     * @param smoothing share of a label's probability, from 0 to 1, that is spread over all classes
     * @return a scalar that belongs to the manager of {@code logits}; NaN where no label counts
     * @throws IllegalArgumentException if there are not as many labels as rows, or one is no class
     */
    public static NDArray of(NDArray logits, long[] labels, double smoothing) {
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
                sum += loss(scores, row * classes, classes, checked(labels[row], classes), smoothing);
                counted++;
            }
        }
        return logits.getManager().create((float) (sum / counted));
    }

    private static int checked(long label, int classes) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException("label " + label + " of " + classes + " classes does not exist; "
                    + IGNORED + " is for positions that don't count");
        }
        return (int) label;
    }

    private static double loss(float[] scores, int from, int classes, int label, double smoothing) {
        double largest = Double.NEGATIVE_INFINITY;
        double mean = 0;
        for (int i = 0; i < classes; i++) {
            largest = Math.max(largest, scores[from + i]);
            mean += (double) scores[from + i] / classes;
        }
        double total = 0;
        for (int i = 0; i < classes; i++) {
            total += Math.exp(scores[from + i] - largest);
        }
        double wanted =
                smoothing == 0 ? scores[from + label] : (1 - smoothing) * scores[from + label] + smoothing * mean;
        return Math.log(total) + largest - wanted;
    }

    /**
     * The label of each position of a text where that is the token that follows.
     *
     * @param labels {@code [batch, length]}
     * @return {@code batch * length} labels; {@link #IGNORED} at each last position
     */
    public static long[] following(NDArray labels) {
        long[] given = labels.toLongArray();
        int length = Math.toIntExact(labels.getShape().get(1));
        long[] following = new long[given.length];
        for (int i = 0; i < given.length; i++) {
            following[i] = i % length == length - 1 ? IGNORED : given[i + 1];
        }
        return following;
    }
}
