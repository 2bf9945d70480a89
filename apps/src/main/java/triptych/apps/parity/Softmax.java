package triptych.apps.parity;

/** Makes probabilities of scores. */
final class Softmax {

    private Softmax() {}

    /** The softmax over the last axis. */
    static Values ofRows(Values scores) {
        int width = Math.toIntExact(scores.shape().get(scores.shape().dimension() - 1));
        double[] probabilities = scores.numbers().clone();
        for (int from = 0; from < probabilities.length; from += width) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + width; i++) {
                largest = Math.max(largest, probabilities[i]);
            }
            double sum = 0;
            for (int i = from; i < from + width; i++) {
                probabilities[i] = Math.exp(probabilities[i] - largest);
                sum += probabilities[i];
            }
            for (int i = from; i < from + width; i++) {
                probabilities[i] /= sum;
            }
        }
        return new Values(scores.shape(), false, probabilities);
    }
}
