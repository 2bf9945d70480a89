package triptych.apps;

import java.util.Arrays;
import java.util.List;

/**
 * How much each of some sentences is like all others, as LexRank sees it with continuous weights: the share of time
 * that a walk spends at a sentence if it goes on to another by their likeness.
 *
 * @see <a href="https://arxiv.org/abs/1109.2128">LexRank: Graph-based Lexical Centrality as Salience in Text
 *     Summarization</a>
 */
final class Centrality {

    /** With what is left of 1 the walk jumps anywhere. */
    private static final double DAMPING = 0.85;

    private static final double CLOSE_ENOUGH = 1e-9;
    private static final int MOST_STEPS = 200;

    private Centrality() {}

    /**
     * The centrality of each sentence; they add up to 1.
     *
     * @param vectors of length 1, one a sentence
     */
    static double[] of(List<float[]> vectors) {
        int count = vectors.size();
        float[][] steps = likenesses(vectors);
        double[] ranks = new double[count];
        Arrays.fill(ranks, 1.0 / count);
        for (int i = 0; i < MOST_STEPS; i++) {
            double[] next = step(steps, ranks);
            double change = 0;
            for (int row = 0; row < count; row++) {
                change += Math.abs(next[row] - ranks[row]);
            }
            ranks = next;
            if (change < CLOSE_ENOUGH) {
                break;
            }
        }
        return ranks;
    }

    /** Cosines, none below 0, of which each row adds up to 1. */
    private static float[][] likenesses(List<float[]> vectors) {
        int count = vectors.size();
        float[][] rows = new float[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                rows[i][j] = Math.max(0, dot(vectors.get(i), vectors.get(j)));
                rows[j][i] = rows[i][j];
            }
        }
        for (float[] row : rows) {
            double sum = 0;
            for (float likeness : row) {
                sum += likeness;
            }
            for (int i = 0; i < count; i++) {
                row[i] = sum > 0 ? (float) (row[i] / sum) : 1f / count;
            }
        }
        return rows;
    }

    private static double[] step(float[][] steps, double[] ranks) {
        double[] next = new double[ranks.length];
        Arrays.fill(next, (1 - DAMPING) / ranks.length);
        for (int from = 0; from < ranks.length; from++) {
            for (int to = 0; to < ranks.length; to++) {
                next[to] += DAMPING * ranks[from] * steps[from][to];
            }
        }
        return next;
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
