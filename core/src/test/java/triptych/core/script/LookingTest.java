package triptych.core.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.ops.KeyValues;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.Weight;
import triptych.core.run.Execution;
import triptych.core.run.Routine;
import triptych.core.run.State;
import triptych.core.run.Values;

/** What positions learn of each other, and what is cached, is the same at once and in a program. */
@ParameterizedClass
@ValueSource(longs = {1, 2, 3})
class LookingTest {

    private static final int REACH = 3;

    private final Pair pair;
    private final int[] n;
    private final AttentionSpec spec;
    private int cachedHeads;
    private final Weight buckets;
    private final Weight table;

    LookingTest(long seed) {
        pair = new Pair(seed);
        n = pair.sizes(5);
        spec = new AttentionSpec(n[1], n[4], AttentionSpec.Biases.NONE, 0.7, 0.5);
        long[] rows = new long[2 * REACH + 1];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = pair.random.nextInt(4);
        }
        buckets = new Weight(() -> "buckets", new Shape(rows.length), m -> m.create(rows));
        table = Pair.weight("table", 4, n[1]);
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void splitsAndMergesHeads() {
        pair.agree(this::split, pair.floats(n[0], n[1], (long) n[2] * n[3]));
    }

    private <T> Values<T> split(Ops<T> ops, Values<T> given) {
        T heads = ops.splitHeads(given.at(0), n[2]);
        return Values.of(List.of(heads, ops.mergeHeads(ops.scale(heads, 2))));
    }

    @Test
    void regroups() {
        pair.agree(this::group, pair.floats(6, n[0], n[1]), pair.floats(2, n[2]));
        pair.agree(this::group, pair.floats(6, n[0], n[1]), pair.floats(6, n[2]));
    }

    private <T> Values<T> group(Ops<T> ops, Values<T> given) {
        T fewer = ops.regroup(given.at(0), given.at(1));
        return Values.of(List.of(fewer, ops.regroup(fewer, given.at(0))));
    }

    @Test
    void attends() {
        NDArray q = pair.floats(n[0], n[1], n[2], n[4]);
        NDArray k = pair.floats(n[0], n[1], n[3], n[4]);
        NDArray v = pair.floats(n[0], n[1], n[3], n[4]);
        pair.agree(this::attend, q, k, v, pair.floats(1, n[1], n[2], n[3]));
        pair.agree(this::attend, q, k, v, pair.floats(n[0], 1, 1, n[3]));
    }

    private <T> Values<T> attend(Ops<T> ops, Values<T> given) {
        KeyValues<T> seen = new KeyValues<>(given.at(1), given.at(2));
        return Values.of(
                List.of(ops.attend(given.at(0), seen, given.at(3), spec), ops.attend(given.at(0), seen, null, spec)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void hidesAndBiases(int past) {
        pair.agree(
                this::hide,
                pair.numbers(9, n[0], n[1]),
                pair.floats(n[0], n[2], past, n[3]),
                pair.numbers(2, n[0], past + n[1]));
    }

    private <T> Values<T> hide(Ops<T> ops, Values<T> given) {
        T offsets = ops.offsets(given.at(0), given.at(1));
        T first = ops.offsets(given.at(0), null);
        return Values.of(List.of(
                offsets,
                first,
                ops.hideFuture(offsets),
                ops.hidePadding(given.at(2)),
                ops.add(ops.hideFuture(offsets), ops.hidePadding(given.at(2))),
                ops.offsetBias(offsets, buckets, table)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void carriesAStateAlongTheLength(int length) {
        pair.agree(
                this::recur,
                pair.floats(n[0], length, n[1]),
                pair.floats(n[0], length, n[1]),
                pair.floats(n[0], 1, n[1]));
    }

    private <T> Values<T> recur(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.recur(given.at(0), given.at(1), given.at(2))));
    }

    @Test
    void caches() {
        pair.agree(
                this::cache,
                pair.floats(n[0], n[1], 0, n[4]),
                pair.floats(n[0], n[1], n[2], n[4]),
                pair.numbers(n[0], n[3]));
    }

    private <T> Values<T> cache(Ops<T> ops, Values<T> given) {
        T more = given.at(1);
        T none = ops.zeros(more, n[1], 0, n[4]);
        T zeros = ops.zeros(more, n[1], 3, n[4]);
        T one = ops.append(given.at(0), more);
        return Values.of(List.of(
                none,
                zeros,
                one,
                ops.append(none, more),
                ops.append(one, more),
                ops.rows(one, given.at(2)),
                ops.rows(none, given.at(2)),
                ops.keep(ops.scale(more, 2))));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "4, 3"})
    void remembersManyStepsInAnyOrder(int count, int length) {
        cachedHeads = count;
        Routine begin = Routine.anew("begin", 1, this::begin);
        Routine go = Routine.goingOn("go", 2, this::go);
        Routine choose = Routine.goingOn("choose", 1, this::choose);
        try (Execution program = pair.compiled(Precision.FLOAT32, begin, go, choose)) {
            NDArray like = pair.floats(3, count, 0, 2);
            State wanted =
                    pair.eager().run(pair.manager, begin, List.of(like), null).state();
            State got = program.run(pair.manager, begin, List.of(like), null).state();
            int rows = 3;
            for (int step = 0; step < 40; step++) {
                List<NDArray> more = List.of(pair.floats(rows, count, length, 2), pair.floats(rows, count, length, 2));
                Execution.Result one = pair.eager().run(pair.manager, go, more, wanted);
                Execution.Result other = program.run(pair.manager, go, more, got);
                for (int i = 0; i < 2; i++) {
                    Pair.same(one.outputs().get(i), other.outputs().get(i), "step " + step);
                }
                wanted = one.state();
                got = other.state();
                // More rows, the same number, fewer.
                int kept = step % 3 == 0 ? 5 : step % 3 == 1 ? rows : 2;
                List<NDArray> numbers = List.of(pair.numbers(rows, kept));
                wanted = pair.eager().run(pair.manager, choose, numbers, wanted).state();
                got = program.run(pair.manager, choose, numbers, got).state();
                rows = kept;
            }
            wanted.close();
            got.close();
        }
    }

    private <T> Values<T> begin(Ops<T> ops, Values<T> given) {
        return new Values<>(
                List.of(),
                List.of(ops.zeros(given.at(0), cachedHeads, 0, 2), ops.zeros(given.at(0), cachedHeads, 0, 2)));
    }

    private <T> Values<T> go(Ops<T> ops, Values<T> given) {
        T keys = ops.append(given.state().get(0), given.at(0));
        T values = ops.append(given.state().get(1), given.at(1));
        return new Values<>(List.of(ops.scale(keys, 1), ops.scale(values, 1)), List.of(keys, values));
    }

    private <T> Values<T> choose(Ops<T> ops, Values<T> given) {
        return new Values<>(List.of(), ops.reorder(given.state(), given.at(0)));
    }
}
