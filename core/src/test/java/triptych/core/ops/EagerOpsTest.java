package triptych.core.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.ops.Ops.Greatest;

/** What is computed for each position alone, and what a pass keeps. */
class EagerOpsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mapsByAMatrixStoredRowsFirst(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 4);
            Plain x = Plain.random(bench.random, n[0], n[1], n[2]);
            Plain matrix = Plain.random(bench.random, n[3], n[2]);
            Plain bias = Plain.random(bench.random, n[3]);
            Plain wanted = Plain.of(
                    at -> bias.at(at[2]) + sum(n[2], k -> x.at(at[0], at[1], k) * matrix.at(at[2], k)),
                    n[0],
                    n[1],
                    n[3]);
            Weight weight = bench.weight(matrix);
            Bench.same(wanted, bench.ops.linear(bench.floats(x), weight, bench.weight(bias)));
            Plain unbiased = Plain.of(at -> wanted.at(at) - bias.at(at[2]), n[0], n[1], n[3]);
            Bench.same(unbiased, bench.ops.linear(bench.floats(x), weight, null));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void looksRowsUp(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 4);
            Plain ids = bench.numbers(n[2], n[0], n[1]);
            Plain table = Plain.random(bench.random, n[2], n[3]);
            Plain wanted = Plain.of(at -> table.at((int) ids.at(at[0], at[1]), at[2]), n[0], n[1], n[3]);
            Bench.same(wanted, bench.ops.embed(bench.longs(ids), bench.weight(table)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void normalisesTheLastAxis(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 3);
            int width = n[2];
            Plain x = Plain.random(bench.random, n);
            Plain gain = Plain.random(bench.random, width);
            Plain bias = Plain.random(bench.random, width);
            // Large, so that an epsilon in the wrong place shows.
            double epsilon = 0.25;
            Plain layer = Plain.of(
                    at -> {
                        double mean = sum(width, k -> x.at(at[0], at[1], k)) / width;
                        double variance = sum(width, k -> Math.pow(x.at(at[0], at[1], k) - mean, 2)) / width;
                        return (x.at(at) - mean) / Math.sqrt(variance + epsilon) * gain.at(at[2]) + bias.at(at[2]);
                    },
                    n);
            Bench.same(layer, bench.ops.layerNorm(bench.floats(x), bench.weight(gain), bench.weight(bias), epsilon));
            Plain rms = Plain.of(
                    at -> {
                        double square = sum(width, k -> Math.pow(x.at(at[0], at[1], k), 2)) / width;
                        return x.at(at) / Math.sqrt(square + epsilon) * gain.at(at[2]);
                    },
                    n);
            Bench.same(rms, bench.ops.rmsNorm(bench.floats(x), bench.weight(gain), epsilon));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void reckonsElementByElement(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 3);
            Plain x = Plain.random(bench.random, n);
            Plain y = Plain.random(bench.random, n);
            Plain row = Plain.random(bench.random, n[2]);
            EagerOps ops = bench.ops;
            NDArray a = bench.floats(x);
            Bench.same(Plain.of(at -> x.at(at) + y.at(at), n), ops.add(a, bench.floats(y)));
            Bench.same(Plain.of(at -> x.at(at) + row.at(at[2]), n), ops.add(a, ops.value(bench.weight(row))));
            Bench.same(Plain.of(at -> x.at(at) * y.at(at), n), ops.multiply(a, bench.floats(y)));
            Bench.same(Plain.of(at -> x.at(at) * row.at(at[2]), n), ops.multiply(a, bench.floats(row)));
            Bench.same(Plain.of(at -> x.at(at) * 0.3, n), ops.scale(a, 0.3));
            Bench.same(Plain.of(at -> Math.exp(x.at(at)), n), ops.exp(a));
            // Nothing was changed in place.
            Bench.same(x, a);
        }
    }

    // Of the reference's ACT2FN, in double precision.
    @ParameterizedTest
    @CsvSource({
        "relu, 0, 0, 0, 0, 0.5, 1, 3",
        "gelu, -0.0040497, -0.1586553, -0.1542688, 0, 0.3457312, 0.8413447, 2.9959503",
        "gelu_new, -0.0036374, -0.158808, -0.154286, 0, 0.345714, 0.841192, 2.9963626",
        "gelu_pytorch_tanh, -0.0036374, -0.158808, -0.154286, 0, 0.345714, 0.841192, 2.9963626",
        "gelu_fast, -0.0036374, -0.158808, -0.154286, 0, 0.345714, 0.841192, 2.9963626",
        "quick_gelu, -0.0180713, -0.1542042, -0.1496116, 0, 0.3503884, 0.8457958, 2.9819287",
        "swish, -0.1422776, -0.2689414, -0.1887703, 0, 0.3112297, 0.7310586, 2.8577224",
        "silu, -0.1422776, -0.2689414, -0.1887703, 0, 0.3112297, 0.7310586, 2.8577224",
        "tanh, -0.9950548, -0.7615942, -0.4621172, 0, 0.4621172, 0.7615942, 0.9950548",
        "sigmoid, 0.0474259, 0.2689414, 0.3775407, 0.5, 0.6224593, 0.7310586, 0.9525741"
    })
    void activatesByPublishedName(String name, float a, float b, float c, float d, float e, float f, float g) {
        try (Bench bench = new Bench(1)) {
            NDArray x = bench.manager.create(new float[] {-3, -1, -0.5f, 0, 0.5f, 1, 3});
            NDArray y = bench.ops.activate(x, Activation.named(name));
            assertArrayEquals(new float[] {a, b, c, d, e, f, g}, y.toFloatArray(), 1e-6f);
        }
    }

    @Test
    void findsTheGreatestOfEachRow() {
        try (Bench bench = new Bench(1)) {
            NDArray x = bench.manager.create(new float[][] {{3, -1, 7, 7, 0}, {2, Float.NaN, 5, -3, 4}});
            Greatest<NDArray> found = bench.ops.greatest(x, bench.manager.create(2L));
            float[] values = found.values().toFloatArray();
            long[] places = found.places().toLongArray();
            assertEquals(List.of(7f, 7f), List.of(values[0], values[1]));
            assertEquals(Set.of(2L, 3L), Set.of(places[0], places[1]));
            assertEquals(Set.of(Float.NaN, 5f), Set.of(values[2], values[3]));
            assertEquals(Set.of(1L, 2L), Set.of(places[2], places[3]));
            NDArray chosen = bench.ops.elements(x, bench.manager.create(new long[][] {{4, 4, 0}, {0, 3, 2}}));
            assertArrayEquals(new float[] {0, 0, 3, 2, -3, 5}, chosen.toFloatArray());
        }
    }

    @Test
    void takesLogarithmsOfTheSoftmax() {
        try (Bench bench = new Bench(1)) {
            Plain x = Plain.random(bench.random, 3, 5);
            Plain wanted = Plain.of(at -> x.at(at) - Math.log(sum(5, i -> Math.exp(x.at(at[0], i)))), 3, 5);
            Bench.same(wanted, bench.ops.logSoftmax(bench.floats(x)));
        }
    }

    @Test
    void refusesAnUnknownActivation() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> Activation.named("mish"));
        assertTrue(String.valueOf(refused.getMessage()).contains("mish"), refused.getMessage());
    }

    @Test
    void dropsElementsOnlyWhileTraining() {
        try (Bench bench = new Bench(1)) {
            NDArray x = bench.manager.ones(new Shape(40, 50));
            assertSame(x, bench.ops.dropout(x, 0.25));
            EagerOps training = EagerOps.training(bench::value, bench.manager);
            assertSame(x, training.dropout(x, 0));
            float[] dropped = training.dropout(x, 0.25).toFloatArray();
            int zeros = 0;
            for (float value : dropped) {
                assertTrue(value == 0 || Math.abs(value - 4 / 3f) < 1e-6, () -> "" + value);
                zeros += value == 0 ? 1 : 0;
            }
            // Of 2000 elements 500 are expected, with a deviation of 19.
            assertEquals(500, zeros, 100);
        }
    }

    @Test
    void keepsOnlyItsResultAndWhatIsObserved() {
        try (Bench bench = new Bench(1)) {
            NDArray x = bench.floats(Plain.random(bench.random, 2, 3));
            Observer observer = new Observer(Set.of("a"));
            EagerOps ops = bench.ops.observed(observer);
            int before = bench.manager.getManagedArrays().size();
            NDArray result = ops.pass(
                    () -> {
                        NDArray a = ops.within("a", () -> ops.scale(ops.scale(x, 2), 2));
                        return ops.within("b", () -> ops.add(a, x));
                    },
                    List::of);
            assertArrayEquals(x.mul(5).toFloatArray(), result.toFloatArray(), 1e-6f);
            assertArrayEquals(x.mul(4).toFloatArray(), observer.at("a").toFloatArray(), 1e-6f);
            result.close();
            observer.at("a").close();
            // The two products above are left.
            assertEquals(before + 2, bench.manager.getManagedArrays().size());
            assertThrows(IllegalArgumentException.class, () -> observer.at("b"));
        }
    }

    static double sum(int count, IntToDoubleFunction term) {
        return IntStream.range(0, count).mapToDouble(term).sum();
    }
}
