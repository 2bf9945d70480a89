package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import triptych.core.ops.Weight;

class WeightsTest {

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void readsEachWeight() throws IOException {
        Weight matrix = weight("a.weight", 2, 3);
        Weight vector = weight("a.bias", 2);
        FakeTensors files = new FakeTensors()
                .with("x.weight", new Shape(2, 3), 1, 2, 3, 4, 5, 6)
                .with("x.bias", new Shape(2), 7, 8);
        try (Weights weights = load("a.* = x.*", files, matrix, vector)) {
            assertArrayEquals(
                    new float[] {1, 2, 3, 4, 5, 6}, weights.apply(matrix).toFloatArray());
            assertArrayEquals(new float[] {7, 8}, weights.apply(vector).toFloatArray());
            assertEquals(32, weights.bytes());
        }
    }

    @Test
    void cutsAndTransposesAFusedTensorReadOnce() throws IOException {
        Weight query = weight("q", 2, 3);
        Weight key = weight("k", 2, 3);
        // [3, 4]: each row holds two numbers of the query and two of the key.
        FakeTensors files = new FakeTensors().with("qk", new Shape(3, 4), 1, 2, 11, 12, 3, 4, 13, 14, 5, 6, 15, 16);
        String table = "q = qk | part 1 of 2, transposed\nk = qk | part 2 of 2, transposed";
        try (Weights weights = load(table, files, query, key)) {
            assertArrayEquals(
                    new float[] {1, 3, 5, 2, 4, 6}, weights.apply(query).toFloatArray());
            assertArrayEquals(
                    new float[] {11, 13, 15, 12, 14, 16}, weights.apply(key).toFloatArray());
            // Its memory is in this order too, not only its view.
            assertEquals(
                    3,
                    weights.apply(query)
                            .toByteBuffer(true)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer()
                            .get(1));
            assertEquals(List.of("qk"), files.reads());
        }
    }

    @Test
    void cutsRows() throws IOException {
        Weight second = weight("b", 1, 2);
        Weight first = weight("a", 1, 2);
        FakeTensors files = new FakeTensors().with("ab", new Shape(2, 2), 1, 2, 3, 4);
        try (Weights weights = load("a = ab | rows 1 of 2\nb = ab | rows 2 of 2", files, first, second)) {
            assertArrayEquals(new float[] {1, 2}, weights.apply(first).toFloatArray());
            assertArrayEquals(new float[] {3, 4}, weights.apply(second).toFloatArray());
        }
    }

    @Test
    void dropsAxesThatHoldNothing() throws IOException {
        Weight bias = weight("b", 3);
        FakeTensors files = new FakeTensors().with("b", new Shape(1, 3), 1, 2, 3);
        try (Weights weights = load("b = b", files, bias)) {
            assertEquals(new Shape(3), weights.apply(bias).getShape());
            assertArrayEquals(new float[] {1, 2, 3}, weights.apply(bias).toFloatArray());
        }
    }

    @Test
    void readsASharedWeightOnce() throws IOException {
        Weight token = weight("token", 2);
        FakeTensors files = new FakeTensors().with("shared", new Shape(2), 1, 2);
        try (Weights weights = load("token = shared, lm_head", files, token, token)) {
            assertSame(weights.apply(token), weights.apply(token));
            assertEquals(List.of("shared"), files.reads());
            assertEquals(2 * Float.BYTES, weights.bytes());
        }
    }

    @Test
    void takesTheCopyThatIsThere() throws IOException {
        Weight token = weight("token", 2);
        FakeTensors files = new FakeTensors().with("lm_head", new Shape(2), 1, 2);
        try (Weights weights = load("token = shared, lm_head", files, token)) {
            assertArrayEquals(new float[] {1, 2}, weights.apply(token).toFloatArray());
        }
    }

    @Test
    void refusesCopiesThatDiffer() {
        Weight token = weight("token", 2);
        FakeTensors files = new FakeTensors().with("shared", new Shape(2), 1, 2).with("lm_head", new Shape(2), 1, 3);
        Refusal.ofCheckpoint(() -> load("token = shared, lm_head", files, token), "shared and lm_head differ");
        assertEquals(0, manager.getManagedArrays().size());
    }

    @Test
    void computesAConstant() throws IOException {
        Weight sines = new Weight(() -> "sines", new Shape(2), m -> m.create(new float[] {5, 6}));
        FakeTensors files = new FakeTensors().with("stored", new Shape(2), 1, 2);
        try (Weights weights = load("sines = stored", files, sines)) {
            assertArrayEquals(new float[] {5, 6}, weights.apply(sines).toFloatArray());
            assertEquals(List.of(), files.reads());
        }
    }

    @Test
    void fillsAWeightThatMayBeAbsentWithZeros() throws IOException {
        Weight bias = weight("scoresBias", 2);
        try (Weights weights = load("scoresBias = final_logits_bias | or zeros", new FakeTensors(), bias)) {
            assertArrayEquals(new float[2], weights.apply(bias).toFloatArray());
        }
    }

    @Test
    void listsAllThatDoesNotFitBeforeReadingAnything() {
        FakeTensors files = new FakeTensors()
                .with("wide", new Shape(3, 2), 1, 2, 3, 4, 5, 6)
                .with("odd", new Shape(5), 1, 2, 3, 4, 5)
                .with("cube", new Shape(1, 1, 2), 1, 2)
                .with("strange", new Shape(4), 1, 2, 3, 4)
                .with("ignored", new Shape(1), 1)
                .with("h.2.w", new Shape(1), 1);
        String table = """
                wide = wide
                odd = odd | part 1 of 2
                cube = cube | transposed
                missing = a.b, c.d
                layers.#.w = h.#.w
                - = ignored
                """;
        Refusal.ofCheckpoint(
                () -> load(
                        table,
                        files,
                        weight("wide", 2, 3),
                        weight("odd", 2),
                        weight("cube", 2),
                        weight("missing", 7),
                        weight("rowless", 1)),
                "wide: is (3, 2) in the checkpoint (wide), the model needs (2, 3)",
                "odd: is (5) in the checkpoint (odd); it cannot be cut into 2 equal parts",
                "cube: is (1, 1, 2) in the checkpoint (cube); only a matrix",
                "missing: the checkpoint has no a.b or c.d, the model needs (7)",
                "rowless: no row of the name table",
                "strange: is (4) in the checkpoint, the model has no use for it",
                "h.2.w: is (1) in the checkpoint, the model has no use for it");
        assertEquals(List.of(), files.reads());
        assertEquals(0, manager.getManagedArrays().size());
    }

    @Test
    void refusesAMatrixThatNeedsTransposingButIsNot() {
        FakeTensors files = new FakeTensors().with("w", new Shape(3, 2), 1, 2, 3, 4, 5, 6);
        Refusal.ofCheckpoint(() -> load("w = w", files, weight("w", 2, 3)), "(3, 2)", "needs (2, 3)");
    }

    @Test
    void freesEverythingWhenClosed() throws IOException {
        Weight query = weight("q", 2, 3);
        FakeTensors files = new FakeTensors().with("qk", new Shape(3, 2), 1, 2, 3, 4, 5, 6);
        Weights weights = load("q = qk | transposed", files, query);
        NDArray value = weights.apply(query);
        assertEquals(1, value.getManager().getManagedArrays().size());
        weights.close();
        assertEquals(0, manager.getManagedArrays().size());
    }

    @Test
    void refusesAWeightThatWasNotLoaded() throws IOException {
        try (Weights weights = load("", new FakeTensors())) {
            Refusal.ofArgument(() -> weights.apply(weight("x", 1)), "x", "not loaded");
        }
    }

    private Weights load(String table, TensorFiles files, Weight... weights) throws IOException {
        return Weights.load(List.of(weights), WeightMap.of(table), files, manager);
    }

    private static Weight weight(String path, long... shape) {
        return new Weight(() -> path, new Shape(shape), null);
    }
}
