package triptych.core.ops;

import ai.djl.ndarray.NDArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How positions are numbered, taken and summed up. */
class PositionOpsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void numbersPositions(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 2);
            Plain ids = bench.numbers(3, n);
            NDArray x = bench.longs(ids);
            Bench.same(Plain.of(at -> at[1], 1, n[1]), bench.ops.positions(x));
            Bench.same(Plain.of(at -> ids.at(at) == 1 ? 0 : 1, n), bench.ops.differs(x, 1));
            Bench.same(Plain.of(at -> ids.at(at) + 4, n), bench.ops.shift(x, 4));
            Bench.same(Plain.of(at -> 0, n), bench.ops.zerosLike(x));
            Plain mask = bench.mask(n[0], n[1]);
            Bench.same(
                    Plain.of(at -> EagerOpsTest.sum(at[1] + 1, i -> mask.at(at[0], i)), n),
                    bench.ops.count(bench.longs(mask)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesPositions(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 3);
            Plain values = Plain.random(bench.random, n);
            NDArray x = bench.floats(values);
            int index = bench.random.nextInt(n[1]);
            int last = n[1] - 1;
            Bench.same(Plain.of(at -> values.at(at[0], index, at[1]), n[0], n[2]), bench.ops.at(x, index));
            Bench.same(Plain.of(at -> values.at(at[0], last, at[2]), n[0], 1, n[2]), bench.ops.last(x));
            Bench.same(
                    Plain.of(at -> values.at(at[0], at[1] + index, at[2]), n[0], n[1] - index, n[2]),
                    bench.ops.from(x, index));
            Plain each = bench.numbers(n[1], n[0]);
            Bench.same(
                    Plain.of(at -> values.at(at[0], (int) each.at(at[0]), at[1]), n[0], n[2]),
                    bench.ops.pick(x, bench.longs(each)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void averagesPositions(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 3);
            Plain values = Plain.random(bench.random, n);
            NDArray x = bench.floats(values);
            Bench.same(
                    Plain.of(at -> EagerOpsTest.sum(n[1], i -> values.at(at[0], i, at[1])) / n[1], n[0], n[2]),
                    bench.ops.mean(x));
            // The first row counts nothing at all: zeros, as sentence-transformers gives.
            Plain mask = Plain.of(at -> at[0] == 0 ? 0 : at[1] == 0 || bench.random.nextBoolean() ? 1 : 0, n[0], n[1]);
            Plain wanted = Plain.of(
                    at -> {
                        double count = EagerOpsTest.sum(n[1], i -> mask.at(at[0], i));
                        double sum = EagerOpsTest.sum(n[1], i -> mask.at(at[0], i) * values.at(at[0], i, at[1]));
                        return count == 0 ? 0 : sum / count;
                    },
                    n[0],
                    n[2]);
            Bench.same(wanted, bench.ops.mean(x, bench.longs(mask)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void comparesVectors(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 3);
            Plain a = Plain.of(at -> at[0] == 0 ? 0 : (float) bench.random.nextGaussian(), n[0], n[2]);
            Plain b = Plain.random(bench.random, n[1], n[2]);
            Plain unit = Plain.of(
                    at -> {
                        double length = Math.sqrt(EagerOpsTest.sum(n[2], k -> Math.pow(a.at(at[0], k), 2)));
                        return length == 0 ? 0 : a.at(at) / length;
                    },
                    n[0],
                    n[2]);
            Bench.same(unit, bench.ops.normalise(bench.floats(a)));
            Plain products = Plain.of(at -> EagerOpsTest.sum(n[2], k -> a.at(at[0], k) * b.at(at[1], k)), n[0], n[1]);
            Bench.same(products, bench.ops.products(bench.floats(a), bench.floats(b)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void putsTensorsBesideEachOther(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 3);
            Plain x = Plain.random(bench.random, n[0], n[2]);
            Plain y = Plain.random(bench.random, n[0], n[2]);
            int width = n[2];
            Bench.same(
                    Plain.of(at -> at[1] < width ? x.at(at) : y.at(at[0], at[1] - width), n[0], 2 * width),
                    bench.ops.beside(bench.floats(x), bench.floats(y)));
            Plain token = Plain.random(bench.random, width);
            Plain rows = Plain.random(bench.random, n);
            Bench.same(
                    Plain.of(
                            at -> at[1] == 0 ? token.at(at[2]) : rows.at(at[0], at[1] - 1, at[2]),
                            n[0],
                            n[1] + 1,
                            width),
                    bench.ops.prepend(bench.weight(token), bench.floats(rows)));
        }
    }
}
