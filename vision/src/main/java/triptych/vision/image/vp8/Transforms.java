package triptych.vision.image.vp8;

/** Turns coefficients back into differences, section 14. */
final class Transforms {

    /** The square root of 2 times the cosine of an eighth of pi, less 1, in 65,536ths. */
    private static final int COSINE = 20_091;

    /** The square root of 2 times the sine of an eighth of pi, in 65,536ths. */
    private static final int SINE = 35_468;

    private Transforms() {}

    /** Computes the first coefficients of 16 luma blocks from the coefficients of their averages. */
    static void averages(int[] in, int[] out) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            hadamard(in, i, 4, half, i, 4, 0, 0);
        }
        for (int i = 0; i < 4; i++) {
            hadamard(half, i * 4, 1, out, i * 4, 1, 3, 3);
        }
    }

    private static void hadamard(
            int[] in, int from, int step, int[] out, int to, int outStep, int rounding, int shift) {
        int outer = in[from] + in[from + 3 * step] + rounding;
        int inner = in[from + step] + in[from + 2 * step];
        int innerDifference = in[from + step] - in[from + 2 * step];
        int outerDifference = in[from] - in[from + 3 * step] + rounding;
        out[to] = (outer + inner) >> shift;
        out[to + outStep] = (outerDifference + innerDifference) >> shift;
        out[to + 2 * outStep] = (outer - inner) >> shift;
        out[to + 3 * outStep] = (outerDifference - innerDifference) >> shift;
    }

    /** Adds the differences of a block, whose coefficients begin at {@code from}, to 4 x 4 samples at {@code to}. */
    static void add(int[] coefficients, int from, Plane plane, int to, int[] half) {
        for (int i = 0; i < 4; i++) {
            columns(coefficients, from + i, half, i);
        }
        for (int y = 0; y < 4; y++) {
            int a = half[y * 4] + half[y * 4 + 2] + 4;
            int b = half[y * 4] - half[y * 4 + 2] + 4;
            int c = sine(half[y * 4 + 1]) - cosine(half[y * 4 + 3]);
            int d = cosine(half[y * 4 + 1]) + sine(half[y * 4 + 3]);
            int at = to + y * plane.stride();
            plane.add(at, (a + d) >> 3);
            plane.add(at + 1, (b + c) >> 3);
            plane.add(at + 2, (b - c) >> 3);
            plane.add(at + 3, (a - d) >> 3);
        }
    }

    private static void columns(int[] in, int from, int[] out, int to) {
        int a = in[from] + in[from + 8];
        int b = in[from] - in[from + 8];
        int c = sine(in[from + 4]) - cosine(in[from + 12]);
        int d = cosine(in[from + 4]) + sine(in[from + 12]);
        out[to] = a + d;
        out[to + 4] = b + c;
        out[to + 8] = b - c;
        out[to + 12] = a - d;
    }

    private static int cosine(int x) {
        return x + ((x * COSINE) >> 16);
    }

    private static int sine(int x) {
        return (x * SINE) >> 16;
    }
}
