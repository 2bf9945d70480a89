package triptych.core.ops;

/**
 * Resizing along one axis by torch's bicubic filter: Keys' with a of −0.75, four neighbours whatever the scale, borders
 * repeated. (DJL's {@code interpolation} is another one: a of −0.5, and wider where it shrinks.)
 *
 * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">Keys, 1981</a>
 */
final class Bicubic {

    private static final double A = -0.75;

    private Bicubic() {}

    /** Shares of {@code from} old elements in each of {@code to} new ones: {@code [to, from]}. */
    static float[] shares(int to, int from) {
        double[] sums = new double[to * from];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * from / to - 0.5;
            int below = (int) Math.floor(centre);
            for (int j = below - 1; j <= below + 2; j++) {
                sums[i * from + Math.min(Math.max(j, 0), from - 1)] += filter(Math.abs(centre - j));
            }
        }
        float[] shares = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            shares[i] = (float) sums[i];
        }
        return shares;
    }

    private static double filter(double distance) {
        double x = distance;
        return x <= 1 ? ((A + 2) * x - (A + 3)) * x * x + 1 : ((x - 5) * x + 8) * x * A - 4 * A;
    }
}
