package triptych.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {

    private static final int CLASSES = 5;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void equalsADoubleLoop() {
        Random random = new Random(3);
        double[][] scores = new double[6][CLASSES];
        float[] flat = new float[6 * CLASSES];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) random.nextGaussian() * 3;
            scores[i / CLASSES][i % CLASSES] = flat[i];
        }
        long[] labels = {4, CrossEntropy.IGNORED, 0, 2, 2, CrossEntropy.IGNORED};
        double sum = 0;
        for (int row : new int[] {0, 2, 3, 4}) {
            double total = 0;
            for (double score : scores[row]) {
                total += Math.exp(score);
            }
            sum -= Math.log(Math.exp(scores[row][(int) labels[row]]) / total);
        }
        NDArray logits = manager.create(flat, new Shape(2, 3, CLASSES));
        NDArray loss = CrossEntropy.of(logits, labels);
        assertEquals(sum / 4, loss.getFloat(), 1e-6);
        assertEquals(new Shape(), loss.getShape());
        assertSame(manager, loss.getManager());
    }

    @Test
    void staysFiniteForLargeScores() {
        NDArray logits = manager.create(new float[] {1e4f, 0, -1e4f}, new Shape(1, 3));
        assertEquals(2e4, CrossEntropy.of(logits, new long[] {2}).getFloat(), 1);
        assertEquals(0, CrossEntropy.of(logits, new long[] {0}).getFloat(), 0);
    }

    @Test
    void isNoNumberWhereNoLabelCounts() {
        NDArray logits = manager.create(new float[] {1, 2}, new Shape(1, 2));
        assertTrue(Float.isNaN(CrossEntropy.of(logits, new long[] {-100}).getFloat()));
    }

    @Test
    void refusesLabelsThatDoNotFit() {
        NDArray logits = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
        refuses(logits, new long[] {1}, "1 labels for 2 rows");
        refuses(logits, new long[] {1, 2}, "label 2 of 2 classes");
        refuses(logits, new long[] {-1, 1}, "label -1 of 2 classes");
    }

    private static void refuses(NDArray logits, long[] labels, String... parts) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> CrossEntropy.of(logits, labels));
        for (String part : parts) {
            assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
        }
    }
}
