package triptych.core.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PictureOpsTest {

    private static final int SIZE = 2;

    @Test
    void cutsPicturesAndProjectsEachPatch() {
        // 2 pictures of 3 channels, 5 by 7 pixels: 2 rows of 3 patches, and a row and a column that are not used.
        float[] pixels = random(2 * 3 * 5 * 7);
        float[] kernel = random(4 * 3 * SIZE * SIZE);
        float[] bias = random(4);
        Weight weight = weight("kernel", 4, 3, SIZE, SIZE);
        Weight shift = weight("bias", 4);
        Map<Weight, float[]> values = Map.of(weight, kernel, shift, bias);

        float[] biased = run(
                values, (ops, manager) -> ops.patches(manager.create(pixels, new Shape(2, 3, 5, 7)), weight, shift));
        assertArrayEquals(patches(pixels, kernel, bias), biased, 1e-5f);

        float[] plain =
                run(values, (ops, manager) -> ops.patches(manager.create(pixels, new Shape(2, 3, 5, 7)), weight, null));
        assertArrayEquals(patches(pixels, kernel, null), plain, 1e-5f);
    }

    private static float[] patches(float[] pixels, float[] kernel, float @Nullable [] bias) {
        float[] result = new float[2 * 6 * 4];
        for (int n = 0; n < 2; n++) {
            for (int p = 0; p < 6; p++) {
                for (int o = 0; o < 4; o++) {
                    double sum = bias == null ? 0 : bias[o];
                    for (int k = 0; k < 3 * SIZE * SIZE; k++) {
                        int channel = k / (SIZE * SIZE);
                        int y = p / 3 * SIZE + k / SIZE % SIZE;
                        int x = p % 3 * SIZE + k % SIZE;
                        sum += pixels[((n * 3 + channel) * 5 + y) * 7 + x] * kernel[o * 3 * SIZE * SIZE + k];
                    }
                    result[(n * 6 + p) * 4 + o] = (float) sum;
                }
            }
        }
        return result;
    }

    @Test
    void leavesPositionsOfTheTrainedGridAsTheyAre() {
        Weight table = weight("positions", 2 + 2 * 3, 4);
        float[] values = random(8 * 4);
        PatchGrid oblong = new PatchGrid(4, 6, SIZE);
        float[] got = run(
                Map.of(table, values),
                (ops, manager) -> ops.patchPositions(table, 2, oblong, manager.zeros(new Shape(1, 3, 5, 7))));
        assertArrayEquals(values, got);
    }

    @Test
    void resizesPositionsByABicubicFilter() {
        Weight table = weight("positions", 1 + 3 * 3, 2);
        float[] values = random(10 * 2);
        PatchGrid square = new PatchGrid(6, 6, SIZE);
        float[] got = run(
                Map.of(table, values),
                (ops, manager) -> ops.patchPositions(table, 1, square, manager.zeros(new Shape(1, 3, 4, 11))));
        assertArrayEquals(resized(values, 3, 2, 5), got, 1e-5f);
    }

    /** A special token's row and a grid of {@code side * side} rows of width 2, to {@code rows * columns} rows. */
    private static float[] resized(float[] table, int side, int rows, int columns) {
        float[] result = new float[2 + rows * columns * 2];
        result[0] = table[0];
        result[1] = table[1];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double centreY = (y + 0.5) * side / rows - 0.5;
                double centreX = (x + 0.5) * side / columns - 0.5;
                for (int c = 0; c < 2; c++) {
                    double sum = 0;
                    for (int j = -1; j <= 2; j++) {
                        for (int i = -1; i <= 2; i++) {
                            int row = (int) Math.floor(centreY) + j;
                            int column = (int) Math.floor(centreX) + i;
                            double share = cubic(centreY - row) * cubic(centreX - column);
                            sum += share * table[2 + (clamp(row, side) * side + clamp(column, side)) * 2 + c];
                        }
                    }
                    result[2 + (y * columns + x) * 2 + c] = (float) sum;
                }
            }
        }
        return result;
    }

    private static int clamp(int index, int size) {
        return Math.min(Math.max(index, 0), size - 1);
    }

    /** Keys' filter with torch's a of −0.75. */
    private static double cubic(double distance) {
        double a = -0.75;
        double x = Math.abs(distance);
        if (x <= 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
    }

    @Test
    void findsWhereATokenFirstStands() {
        long[] ids = {5, 9, 7, 9, 9, 5, 6, 6};
        assertArrayEquals(
                new long[] {1, 0}, runLong((ops, manager) -> ops.find(manager.create(ids, new Shape(2, 4)), 9)));
        assertArrayEquals(
                new long[] {2, 0}, runLong((ops, manager) -> ops.find(manager.create(ids, new Shape(2, 4)), 7)));
        assertArrayEquals(
                new long[] {1, 0}, runLong((ops, manager) -> ops.highest(manager.create(ids, new Shape(2, 4)))));
    }

    @Test
    void picksThePositionThatARowNames() {
        float[] x = random(2 * 3 * 4);
        float[] got = run(
                Map.of(),
                (ops, manager) -> ops.pick(manager.create(x, new Shape(2, 3, 4)), manager.create(new long[] {2, 0})));
        float[] want = new float[8];
        System.arraycopy(x, 2 * 4, want, 0, 4);
        System.arraycopy(x, 3 * 4, want, 4, 4);
        assertArrayEquals(want, got);
    }

    @Test
    void countsWholePatchesOnly() {
        PatchGrid grid = new PatchGrid(5, 7, SIZE);
        assertEquals(2, grid.rows());
        assertEquals(3, grid.columns());
        assertEquals(6, grid.patches());
    }

    private static float[] run(Map<Weight, float[]> values, BiFunction<EagerOps, NDManager, NDArray> body) {
        try (NDManager manager = NDManager.newBaseManager()) {
            EagerOps ops = EagerOps.inference(w -> manager.create(values.get(w), w.shape()), manager);
            return body.apply(ops, manager).toFloatArray();
        }
    }

    private static long[] runLong(BiFunction<EagerOps, NDManager, NDArray> body) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return body.apply(EagerOps.inference(w -> manager.create(0), manager), manager)
                    .toLongArray();
        }
    }

    private static Weight weight(String name, long... shape) {
        return new Weight(() -> name, new Shape(shape), null);
    }

    private static float[] random(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
