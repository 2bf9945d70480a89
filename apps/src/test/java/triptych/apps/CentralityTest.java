package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CentralityTest {

    @Test
    void favoursTheSentenceBetweenOthers() {
        float half = (float) Math.sqrt(0.5);
        double[] ranks = Centrality.of(List.of(
                new float[] {1, 0, 0}, new float[] {half, half, 0}, new float[] {0, 1, 0}, new float[] {0, 0, 1}));
        assertTrue(ranks[1] > ranks[0] && ranks[1] > ranks[2], Arrays.toString(ranks));
        assertEquals(ranks[0], ranks[2], 1e-9);
        assertEquals(1, Arrays.stream(ranks).sum(), 1e-6);
    }

    @Test
    void solvesTheWalksEquation() {
        List<float[]> vectors =
                List.of(new float[] {0.6f, 0.8f}, new float[] {1, 0}, new float[] {-0.8f, 0.6f}, new float[] {0, -1});
        double[] ranks = Centrality.of(vectors);
        for (int to = 0; to < 4; to++) {
            double sum = 0.15 / 4;
            for (int from = 0; from < 4; from++) {
                double all = 0;
                for (int other = 0; other < 4; other++) {
                    all += cosine(vectors, from, other);
                }
                sum += 0.85 * ranks[from] * cosine(vectors, from, to) / all;
            }
            assertEquals(sum, ranks[to], 1e-6);
        }
    }

    @Test
    void ranksStrangersAlike() {
        double[] ranks = Centrality.of(List.of(new float[] {1, 0}, new float[] {0, 1}, new float[] {-1, 0}));
        assertEquals(ranks[0], ranks[1], 1e-9);
        assertEquals(ranks[0], ranks[2], 1e-9);
    }

    private static double cosine(List<float[]> vectors, int i, int j) {
        float[] a = vectors.get(i);
        float[] b = vectors.get(j);
        return Math.max(0, a[0] * b[0] + a[1] * b[1]);
    }
}
