package triptych.core.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.ops.Activation;
import triptych.core.ops.Affine;
import triptych.core.ops.Ops;
import triptych.core.ops.PatchGrid;
import triptych.core.ops.Weight;
import triptych.core.run.Execution;
import triptych.core.run.Routine;
import triptych.core.run.Values;

/** What is done to each vector, and to pictures, is the same at once and in a program. */
@ParameterizedClass
@ValueSource(longs = {1, 2, 3})
class ElementsTest {

    private final Pair pair;
    private final int[] n;
    private final Weight matrix;
    private final Weight bias;
    private final Weight norm;
    private final Weight normBias;
    private final Weight table;
    private final Weight kernel;
    private final Weight kernelBias;
    private final Weight token;
    private final Weight positions;
    private Activation activation = Activation.RELU;

    ElementsTest(long seed) {
        pair = new Pair(seed);
        n = pair.sizes(4);
        matrix = Pair.weight("matrix", n[3], n[2]);
        bias = Pair.weight("bias", n[3]);
        norm = Pair.weight("norm", n[2]);
        normBias = Pair.weight("normBias", n[2]);
        table = Pair.weight("table", n[3], n[2]);
        kernel = Pair.weight("kernel", n[2], 3, 2, 2);
        kernelBias = Pair.weight("kernelBias", n[2]);
        token = Pair.weight("token", n[2]);
        positions = Pair.weight("positions", 2 + 3 * 4, n[2]);
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void multipliesMatrices() {
        pair.agree(this::linear, pair.floats(n[0], n[1], n[2]));
        pair.agree(this::linear, pair.floats(n[0], n[2]));
        pair.agree(this::linear, pair.floats(n[0], 0, n[2]));
        pair.agree(this::linear, pair.floats(1, 1, n[2]));
    }

    private <T> Values<T> linear(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.linear(given.at(0), matrix, bias), ops.linear(given.at(0), matrix, null)));
    }

    @Test
    void takesLogarithmsAndElements() {
        pair.agree(this::take, pair.floats(n[0], n[1]), pair.numbers(n[1], n[0], n[2]));
    }

    private <T> Values<T> take(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.logSoftmax(given.at(0)), ops.elements(given.at(0), given.at(1))));
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "5, 5", "63, 7", "64, 64", "65, 3", "129, 70", "1000, 4", "1000, 20"})
    void findsTheGreatest(int size, long count) {
        Routine routine = Routine.anew("tried", 2, this::find);
        NDArray x = pair.floats(n[0], size);
        NDArray coarse = x.mul(2).floor();
        coarse.set(new NDIndex("1, 3"), Float.NaN);
        try (Execution program = pair.compiled(Precision.FLOAT32, routine)) {
            for (NDArray given : List.of(x, coarse)) {
                List<NDArray> inputs = List.of(given, pair.manager.create(count));
                NDArray wanted =
                        pair.eager().run(pair.manager, routine, inputs).get(0).sort();
                List<NDArray> got = program.run(pair.manager, routine, inputs);
                assertArrayEquals(wanted.toFloatArray(), got.get(0).sort().toFloatArray());
                // The places are those of the values, and all different.
                assertArrayEquals(
                        got.get(0).toFloatArray(), given.gather(got.get(1), 1).toFloatArray());
                long[] places = got.get(1).toLongArray();
                for (int row = 0; row < n[0]; row++) {
                    int from = Math.toIntExact(row * count);
                    assertEquals(
                            count,
                            Arrays.stream(places, from, from + Math.toIntExact(count))
                                    .distinct()
                                    .count());
                }
            }
        }
    }

    private <T> Values<T> find(Ops<T> ops, Values<T> given) {
        Ops.Greatest<T> greatest = ops.greatest(given.at(0), given.at(1));
        return Values.of(List.of(greatest.values(), greatest.places()));
    }

    @Test
    void multipliesSeveralMapsOfOneInput() {
        pair.agree(this::linears, pair.floats(n[0], n[1], n[2]));
        pair.agree(this::linears, pair.floats(n[0], 0, n[2]));
    }

    private <T> Values<T> linears(Ops<T> ops, Values<T> given) {
        List<T> biased = ops.linears(given.at(0), List.of(new Affine(matrix, bias), new Affine(table, null)));
        List<T> plain = ops.linears(given.at(0), List.of(new Affine(table, null), new Affine(matrix, null)));
        return Values.of(List.of(
                ops.scale(biased.get(0), 2),
                ops.scale(biased.get(1), 2),
                ops.scale(plain.get(0), 2),
                ops.scale(plain.get(1), 2)));
    }

    @Test
    void embedsIds() {
        pair.agree(this::embed, pair.numbers(n[3], n[0], n[1]));
    }

    private <T> Values<T> embed(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.embed(given.at(0), table)));
    }

    @Test
    void normalisesAndCombines() {
        pair.agree(this::combine, pair.floats(n[0], n[1], n[2]), pair.floats(n[0], 1, n[2]));
    }

    private <T> Values<T> combine(Ops<T> ops, Values<T> given) {
        T x = given.at(0);
        T y = given.at(1);
        return Values.of(List.of(
                ops.layerNorm(x, norm, normBias, 1e-3),
                ops.rmsNorm(x, norm, 1e-3),
                ops.normalise(x),
                ops.add(x, y),
                ops.multiply(x, y),
                ops.add(x, ops.value(normBias)),
                ops.scale(x, 0.3),
                ops.exp(x),
                ops.scale(ops.dropout(x, 0.5), 2)));
    }

    @ParameterizedTest
    @EnumSource
    void appliesActivation(Activation function) {
        activation = function;
        pair.agree(this::activate, pair.floats(n[0], n[1], n[2]));
    }

    private <T> Values<T> activate(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(
                ops.activate(given.at(0), activation),
                ops.activated(given.at(0), new Affine(matrix, bias), activation)));
    }

    @Test
    void joinsRows() {
        pair.agree(this::join, pair.floats(n[0], n[2]), pair.floats(n[0], n[2]), pair.floats(n[1], n[2]));
    }

    private <T> Values<T> join(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.beside(given.at(0), given.at(1)), ops.products(given.at(0), given.at(2))));
    }

    @Test
    void picksPositions() {
        pair.agree(this::pick, pair.floats(n[0], n[1], n[2]), pair.numbers(n[1], n[0]), pair.numbers(2, n[0], n[1]));
    }

    private <T> Values<T> pick(Ops<T> ops, Values<T> given) {
        T x = given.at(0);
        return Values.of(List.of(
                ops.scale(ops.at(x, 1), 2),
                ops.pick(x, given.at(1)),
                ops.scale(ops.from(x, 1), 2),
                ops.scale(ops.last(x), 2),
                ops.scale(ops.first(x), 2),
                ops.mean(x),
                ops.mean(x, given.at(2))));
    }

    @Test
    void countsAndFinds() {
        pair.agree(this::count, pair.numbers(4, n[0], n[1]), pair.floats(n[0], n[2], n[3], 2));
    }

    private <T> Values<T> count(Ops<T> ops, Values<T> given) {
        T ids = given.at(0);
        T mask = ops.differs(ids, 1);
        List<T> numbers = new ArrayList<>(List.of(ops.positions(ids), mask, ops.count(mask)));
        numbers.add(ops.count(mask, given.at(1)));
        numbers.add(ops.shift(ids, -3));
        numbers.add(ops.find(ids, 2));
        numbers.add(ops.find(ids, 77));
        numbers.add(ops.highest(ids));
        numbers.add(ops.zerosLike(ids));
        return Values.of(numbers);
    }

    @Test
    void cutsPictures() {
        pair.agree(this::cut, pair.floats(n[0], 3, 6, 8));
        // Rest of a picture that no patch covers.
        pair.agree(this::cut, pair.floats(n[0], 3, 7, 5));
    }

    private <T> Values<T> cut(Ops<T> ops, Values<T> given) {
        T patches = ops.patches(given.at(0), kernel, kernelBias);
        T tokens = ops.prepend(token, ops.prepend(token, patches));
        T placed = ops.add(tokens, ops.patchPositions(positions, 2, new PatchGrid(6, 8, 2), given.at(0)));
        return Values.of(List.of(patches, tokens, placed, ops.patches(given.at(0), kernel, null)));
    }
}
