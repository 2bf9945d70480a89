package triptych.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import triptych.core.ops.Activation;
import triptych.core.ops.EagerOps;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;

class StackTest {

    private static final int WIDTH = 8;

    private static final StackSpec PLAIN = StackSpec.of(
            2, WIDTH, AttentionSpec.of(WIDTH, 2), FeedForwardSpec.plain(12, Activation.GELU), NormSpec.before(1e-5));

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Values values = new Values(manager);

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<StackSpec> decoders() {
        StackSpec after = StackSpec.of(
                3,
                WIDTH,
                AttentionSpec.of(WIDTH, 4),
                new FeedForwardSpec(10, Activation.SWISH, true, false),
                NormSpec.after(1e-5));
        return Stream.of(
                PLAIN, PLAIN.crossing(6), after.crossing(6), after.crossing(6).recurrent(), PLAIN.layerScale());
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void givesTheSameStepByStepAsAllAtOnce(StackSpec spec) {
        Stack stack = new Stack(spec);
        NDArray x = values.array(2, 4, WIDTH);
        NDArray memory = values.array(2, 5, 6);
        EagerOps ops = EagerOps.inference(values, manager);
        NDArray whole = decode(ops, stack, x, stack.start(ops, x, memory));
        Cache<NDArray> cache = stack.start(ops, x, memory);
        for (int i = 0; i < 4; i++) {
            NDArray step = decode(ops, stack, x.get(":, %d:%d".formatted(i, i + 1)), cache);
            assertArrayEquals(whole.get(":, %d:%d".formatted(i, i + 1)).toFloatArray(), step.toFloatArray(), 1e-5f);
        }
    }

    private static NDArray decode(EagerOps ops, Stack stack, NDArray x, Cache<NDArray> cache) {
        return ops.pass(
                () -> {
                    NDArray bias = cache.tensors().get(0).getShape().dimension() == 4
                            ? ops.hideFuture(ops.offsets(x, cache.seen()))
                            : null;
                    return stack.forward(ops, x, new Biases<>(bias, null), cache);
                },
                List::of);
    }

    static Stream<StackSpec> encoders() {
        NormSpec after = NormSpec.after(1e-5);
        FeedForwardSpec feedForward = FeedForwardSpec.plain(10, Activation.GELU);
        return Stream.of(
                PLAIN, PLAIN.layerScale(), StackSpec.of(1, WIDTH, AttentionSpec.of(WIDTH, 4), feedForward, after));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void givesTheFirstPositionAsAmongAll(StackSpec spec) {
        Stack stack = new Stack(spec);
        NDArray x = values.array(3, 4, WIDTH);
        NDArray mask = manager.create(new long[] {1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0}, new Shape(3, 4));
        EagerOps ops = EagerOps.inference(values, manager);
        NDArray all = ops.pass(() -> stack.forward(ops, x, ops.hidePadding(mask)), List::of);
        NDArray first = ops.pass(() -> stack.first(ops, x, ops.hidePadding(mask)), List::of);
        assertEquals(new Shape(3, 1, WIDTH), first.getShape());
        assertArrayEquals(all.get(":, :1").toFloatArray(), first.toFloatArray(), 1e-5f);
    }

    @Test
    void goesOnWithTheRowsThatAreKept() {
        Stack stack = new Stack(PLAIN.crossing(6));
        NDArray x = values.array(3, 2, WIDTH);
        NDArray memory = values.array(3, 5, 6);
        EagerOps ops = EagerOps.inference(values, manager);
        Cache<NDArray> cache = stack.start(ops, x, memory);
        decode(ops, stack, x.get(":, :1"), cache);
        NDArray rows = manager.create(new long[] {2, 0, 2});
        Cache<NDArray> kept = cache.rows(ops, rows).sources(ops, rows);
        NDArray following = x.get(rows).get(":, 1:");
        NDArray next = decode(ops, stack, following, kept);
        NDArray all = decode(ops, stack, x.get(":, 1:"), cache);
        assertArrayEquals(all.get(2).toFloatArray(), next.get(0).toFloatArray(), 1e-6f);
        assertArrayEquals(all.get(0).toFloatArray(), next.get(1).toFloatArray(), 1e-6f);
        assertArrayEquals(all.get(2).toFloatArray(), next.get(2).toFloatArray(), 1e-6f);
    }

    @Test
    void leavesNothingBehindButItsResult() {
        Stack stack = new Stack(PLAIN);
        EagerOps ops = EagerOps.inference(values, manager);
        NDArray x = values.array(2, 4, WIDTH);
        decodeWhole(ops, stack, x).close();
        int before = manager.getManagedArrays().size();
        decodeWhole(ops, stack, x);
        assertEquals(before + 1, manager.getManagedArrays().size());
    }

    private static NDArray decodeWhole(EagerOps ops, Stack stack, NDArray x) {
        return ops.pass(() -> stack.forward(ops, x, null), List::of);
    }

    @Test
    void refusesHeadsThatDoNotDivideTheWidth() {
        assertThrows(IllegalArgumentException.class, () -> AttentionSpec.of(8, 3));
    }

    @Test
    void refusesToHaveNoLayers() {
        assertThrows(
                IllegalArgumentException.class,
                () -> StackSpec.of(
                        0,
                        WIDTH,
                        AttentionSpec.of(WIDTH, 2),
                        FeedForwardSpec.plain(12, Activation.GELU),
                        NormSpec.before(1e-5)));
    }
}
