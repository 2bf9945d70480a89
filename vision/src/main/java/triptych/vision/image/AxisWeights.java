package triptych.vision.image;

/** What one resampling pass adds up for each new pixel of a row or column, in fixed point. */
final class AxisWeights {

    /**
     * Weights are integers of this many fractional bits: 32, less 8 for the sample, less 2 for the sign and for sums
     * above 1.
     */
    static final int BITS = 22;

    private final int[] first;
    private final int[] counts;
    private final int[] weights;
    private final int taps;

    private AxisWeights(int[] first, int[] counts, int[] weights, int taps) {
        this.first = first;
        this.counts = counts;
        this.weights = weights;
        this.taps = taps;
    }

    /**
     * Weighs for the new pixels {@code from} to {@code to} (exclusive) of a side that goes from {@code oldLength} to
     * {@code newLength} pixels.
     */
    static AxisWeights of(int oldLength, int newLength, int from, int to, Resampling filter) {
        double scale = (double) oldLength / newLength;
        // The filter widens when the picture shrinks, against aliasing, and keeps its width when it grows.
        double stretch = Math.max(scale, 1.0);
        double support = filter.radius() * stretch;
        int taps = Math.min(oldLength, 2 * (int) Math.ceil(support) + 1);
        int[] first = new int[to - from];
        int[] counts = new int[to - from];
        int[] weights = new int[Math.multiplyExact(to - from, taps)];
        double[] raw = new double[taps];
        for (int i = from; i < to; i++) {
            double center = (i + 0.5) * scale;
            int start = Math.max(0, (int) (center - support + 0.5));
            int count = Math.min(oldLength, (int) (center + support + 0.5)) - start;
            double sum = 0.0;
            for (int j = 0; j < count; j++) {
                raw[j] = filter.weight((start + j - center + 0.5) * (1.0 / stretch));
                sum += raw[j];
            }
            first[i - from] = start;
            counts[i - from] = count;
            for (int j = 0; j < count; j++) {
                weights[(i - from) * taps + j] = fixedPoint(sum == 0.0 ? raw[j] : raw[j] / sum);
            }
        }
        return new AxisWeights(first, counts, weights, taps);
    }

    private static int fixedPoint(double weight) {
        return (int) (weight * (1 << BITS) + (weight < 0 ? -0.5 : 0.5));
    }

    /** Returns the number of new pixels. */
    int length() {
        return first.length;
    }

    /** Returns the first old pixel that new pixel {@code i} reads. */
    int first(int i) {
        return first[i];
    }

    /** Returns how many old pixels new pixel {@code i} reads. */
    int count(int i) {
        return counts[i];
    }

    /** Returns where in {@link #weights} those of new pixel {@code i} begin. */
    int offset(int i) {
        return i * taps;
    }

    /** Returns all weights. */
    int[] weights() {
        return weights;
    }

    /** Returns the first old pixel that any new one needs. */
    int start() {
        int start = first[0];
        for (int one : first) {
            start = Math.min(start, one);
        }
        return start;
    }

    /** Returns the end (exclusive) of the old pixels that the new ones need. */
    int end() {
        int end = 0;
        for (int i = 0; i < first.length; i++) {
            end = Math.max(end, first[i] + counts[i]);
        }
        return end;
    }
}
