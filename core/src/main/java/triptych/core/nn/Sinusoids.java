package triptych.core.nn;

/**
 * Tables of sines and cosines that tell positions apart, in the orders that published models use. Every table has
 * {@code count * width} numbers, position after position.
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al., 2017</a>
 */
public final class Sinusoids {

    private static final double BASE = 10000;

    private Sinusoids() {}

    /**
     * Sines in the first half of the width, cosines in the second; an odd width has a sine more.
     *
     * @param divisor the angle of element k of a half grows by {@code 10000^(-k / divisor)} a position: half the width
     *     in the paper and in Marian as published for the reference, half the width less one in Marian's own files
     */
    public static float[] halves(int count, int width, double divisor) {
        int half = width / 2 + width % 2;
        float[] table = new float[count * width];
        for (int p = 0; p < count; p++) {
            for (int k = 0; k < width; k++) {
                boolean sine = k < half;
                double angle = angle(p, sine ? k : k - half, divisor);
                table[p * width + k] = (float) (sine ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return table;
    }

    /** A sine and a cosine of each angle side by side, as the paper has it. */
    public static float[] interleaved(int count, int width) {
        float[] table = new float[count * width];
        for (int p = 0; p < count; p++) {
            for (int k = 0; k < width; k++) {
                double angle = angle(p, k / 2, width / 2.0);
                table[p * width + k] = (float) (k % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return table;
    }

    /** Sines, then cosines, with a last column of zeros where the width is odd, as fairseq and M2M100 have it. */
    public static float[] fairseq(int count, int width) {
        int half = width / 2;
        float[] table = new float[count * width];
        for (int p = 0; p < count; p++) {
            for (int k = 0; k < half; k++) {
                double angle = angle(p, k, half - 1);
                table[p * width + k] = (float) Math.sin(angle);
                table[p * width + half + k] = (float) Math.cos(angle);
            }
        }
        return table;
    }

    private static double angle(int position, int element, double divisor) {
        return position * Math.pow(BASE, -element / divisor);
    }
}
