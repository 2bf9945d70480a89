package triptych.core.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Runs operations at once on random tensors and compares what they give with plain Java. */
final class Bench implements AutoCloseable {

    final Random random;
    final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Map<Weight, NDArray> weights = new HashMap<>();
    final EagerOps ops = EagerOps.inference(this::value, manager);

    Bench(long seed) {
        random = new Random(seed);
    }

    /** A weight with these values. */
    Weight weight(Plain values) {
        Weight weight = new Weight(() -> "weight", values.djlShape(), null);
        weights.put(weight, values.floats(manager));
        return weight;
    }

    /** A constant of whole numbers. */
    Weight table(Plain values) {
        Weight weight = new Weight(() -> "table", values.djlShape(), null);
        weights.put(weight, values.longs(manager));
        return weight;
    }

    NDArray value(Weight weight) {
        NDArray value = weights.get(weight);
        if (value == null) {
            throw new AssertionError(weight + " has no value");
        }
        return value;
    }

    NDArray floats(Plain values) {
        return values.floats(manager);
    }

    NDArray longs(Plain values) {
        return values.longs(manager);
    }

    /** Whole numbers below {@code bound}. */
    Plain numbers(int bound, int... shape) {
        return Plain.of(at -> random.nextInt(bound), shape);
    }

    /** Zeros and ones; the first of each row is always 1. */
    Plain mask(int rows, int length) {
        return Plain.of(at -> at[1] == 0 || random.nextBoolean() ? 1 : 0, rows, length);
    }

    static void same(Plain wanted, NDArray got) {
        assertEquals(wanted.djlShape(), got.getShape());
        if (got.getDataType() == DataType.INT64) {
            long[] whole = Arrays.stream(wanted.values()).mapToLong(Math::round).toArray();
            assertArrayEquals(whole, got.toLongArray());
        } else {
            float[] floats = got.toFloatArray();
            for (int i = 0; i < floats.length; i++) {
                double value = wanted.values()[i];
                assertEquals(value, floats[i], 1e-5 * (1 + Math.abs(value)), "element " + i);
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
