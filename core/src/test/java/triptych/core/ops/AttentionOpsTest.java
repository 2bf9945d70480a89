package triptych.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.ops.StackSpec.AttentionSpec;

/** What positions learn of each other, what hides them, and what is cached. */
class AttentionOpsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void splitsAndMergesHeads(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 4);
            int heads = n[2];
            int headWidth = n[3];
            Plain x = Plain.random(bench.random, n[0], n[1], heads * headWidth);
            Plain split = Plain.of(at -> x.at(at[0], at[2], at[1] * headWidth + at[3]), n[0], heads, n[1], headWidth);
            NDArray got = bench.ops.splitHeads(bench.floats(x), heads);
            Bench.same(split, got);
            Bench.same(x, bench.ops.mergeHeads(got));
        }
    }

    @Test
    void regroupsRowsThatStandTogether() {
        try (Bench bench = new Bench(1)) {
            Plain x = Plain.random(bench.random, 6, 4, 5);
            Plain wanted = Plain.of(at -> x.at(at[0] * 3 + at[1] / 4, at[1] % 4, at[2]), 2, 12, 5);
            NDArray got = bench.ops.regroup(bench.floats(x), bench.floats(Plain.random(bench.random, 2, 3)));
            Bench.same(wanted, got);
            Bench.same(x, bench.ops.regroup(got, bench.floats(x)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void attendsAsTheFormulaSays(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 5);
            Plain q = Plain.random(bench.random, n[0], n[1], n[2], n[4]);
            Plain k = Plain.random(bench.random, n[0], n[1], n[3], n[4]);
            Plain v = Plain.random(bench.random, n[0], n[1], n[3], n[4]);
            Plain bias = Plain.random(bench.random, 1, n[1], n[2], n[3]);
            AttentionSpec spec = new AttentionSpec(n[1], n[4], AttentionSpec.Biases.NONE, 0.7, 0.5);
            for (Plain added : new Plain[] {bias, null}) {
                Plain weights = weights(q, k, added, 0.7);
                Plain wanted = Plain.of(
                        at -> EagerOpsTest.sum(
                                n[3], j -> weights.at(at[0], at[1], at[2], j) * v.at(at[0], at[1], j, at[3])),
                        n[0],
                        n[1],
                        n[2],
                        n[4]);
                Observer observer = new Observer(Set.of("here.weights"));
                EagerOps ops = bench.ops.observed(observer);
                KeyValues<NDArray> seen = new KeyValues<>(bench.floats(k), bench.floats(v));
                NDArray score = added == null ? null : bench.floats(added);
                Bench.same(wanted, ops.within("here", () -> ops.attend(bench.floats(q), seen, score, spec)));
                Bench.same(weights, observer.at("here.weights"));
            }
        }
    }

    private static Plain weights(Plain q, Plain k, @Nullable Plain bias, double scale) {
        int seen = k.shape()[2];
        int width = k.shape()[3];
        Plain shares = Plain.of(
                at -> Math.exp((bias == null ? 0 : bias.at(0, at[1], at[2], at[3]))
                        + scale
                                * EagerOpsTest.sum(
                                        width, i -> q.at(at[0], at[1], at[2], i) * k.at(at[0], at[1], at[3], i))),
                q.shape()[0],
                q.shape()[1],
                q.shape()[2],
                seen);
        return Plain.of(
                at -> shares.at(at) / EagerOpsTest.sum(seen, j -> shares.at(at[0], at[1], at[2], j)), shares.shape());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void carriesAStateAlongTheLength(int length) {
        try (Bench bench = new Bench(length)) {
            Plain forget = Plain.of(at -> (float) bench.random.nextDouble(), 2, length, 3);
            Plain input = Plain.random(bench.random, 2, length, 3);
            Plain state = Plain.random(bench.random, 2, 1, 3);
            double[] states = new double[2 * length * 3];
            for (int i = 0; i < states.length; i++) {
                int row = i / (length * 3);
                int t = i / 3 % length;
                double before = t == 0 ? state.at(row, 0, i % 3) : states[i - 3];
                double f = forget.at(row, t, i % 3);
                states[i] = f * before + (1 - f) * input.at(row, t, i % 3);
            }
            Bench.same(
                    new Plain(new int[] {2, length, 3}, states),
                    bench.ops.recur(bench.floats(forget), bench.floats(input), bench.floats(state)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsWhatACacheHolds(long seed) {
        try (Bench bench = new Bench(seed)) {
            int[] n = Plain.sizes(bench.random, 5);
            Plain old = Plain.random(bench.random, n[0], n[1], n[2], n[4]);
            Plain more = Plain.random(bench.random, n[0], n[1], n[3], n[4]);
            int past = n[2];
            Plain both = Plain.of(
                    at -> at[2] < past ? old.at(at) : more.at(at[0], at[1], at[2] - past, at[3]),
                    n[0],
                    n[1],
                    past + n[3],
                    n[4]);
            Plain rows = bench.numbers(n[0], n[3]);
            Plain chosen = Plain.of(at -> old.at((int) rows.at(at[0]), at[1], at[2], at[3]), n[3], n[1], n[2], n[4]);
            EagerOps ops = bench.ops;
            NDArray cached = bench.floats(old);
            List<NDArray> kept = new ArrayList<>();
            ops.pass(
                    () -> {
                        NDArray product = ops.scale(cached, 1);
                        kept.add(ops.append(product, bench.floats(more)));
                        kept.add(ops.rows(product, bench.longs(rows)));
                        kept.add(ops.zeros(product, n[1], 0, n[4]));
                        assertSame(product, ops.keep(product));
                        kept.add(product);
                        return ops.scale(product, 1);
                    },
                    List::of);
            Bench.same(both, kept.get(0));
            Bench.same(chosen, kept.get(1));
            Bench.same(Plain.of(at -> 0, n[0], n[1], 0, n[4]), kept.get(2));
            Bench.same(old, kept.get(3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void hidesTheFutureAndThePadding(int past) {
        try (Bench bench = new Bench(past)) {
            int length = 3;
            NDArray ids = bench.longs(bench.numbers(9, 2, length));
            NDArray cached = past == 0 ? null : bench.floats(Plain.random(bench.random, 2, 5, past, 6));
            Plain offsets = Plain.of(at -> at[1] - (past + at[0]), length, past + length);
            NDArray got = bench.ops.offsets(ids, cached);
            Bench.same(offsets, got);
            hides(Plain.of(at -> offsets.at(at) > 0 ? 1 : 0, length, past + length), bench.ops.hideFuture(got));
            Plain mask = bench.mask(2, past + length);
            hides(
                    Plain.of(at -> mask.at(at[0], at[3]) == 0 ? 1 : 0, 2, 1, 1, past + length),
                    bench.ops.hidePadding(bench.longs(mask)));
        }
    }

    /** Hidden is what no score can make up for; two biases that hide it must still add up to a number. */
    private static void hides(Plain hidden, NDArray bias) {
        assertEquals(hidden.djlShape(), bias.getShape());
        float[] values = bias.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            if (hidden.values()[i] == 0) {
                assertTrue(value == 0, () -> "shown, but by " + value);
            } else {
                assertTrue(value < -1e8 && Float.isFinite(value + value), () -> "hidden by " + value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void biasesByTheBucketOfEachOffset(long seed) {
        try (Bench bench = new Bench(seed)) {
            int reach = 2;
            int heads = 3;
            Plain buckets = bench.numbers(4, 2 * reach + 1);
            Plain table = Plain.random(bench.random, 4, heads);
            // Offsets from −6 to 4 go beyond the reach on both ends.
            Plain offsets = Plain.of(at -> at[1] - at[0], 7, 5);
            Plain wanted = Plain.of(
                    at -> {
                        int offset = Math.max(-reach, Math.min(reach, (int) offsets.at(at[2], at[3])));
                        return table.at((int) buckets.at(offset + reach), at[1]);
                    },
                    1,
                    heads,
                    7,
                    5);
            Bench.same(wanted, bench.ops.offsetBias(bench.longs(offsets), bench.table(buckets), bench.weight(table)));
        }
    }
}
