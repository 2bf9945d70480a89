package triptych.core.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.NativeResource;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import triptych.core.model.Devices;
import triptych.core.ops.Ops;
import triptych.core.ops.Scratch;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;
import triptych.core.run.EagerExecution;
import triptych.core.run.Routine;
import triptych.core.run.Values;

class LoadingTest {

    private static final int MATRICES = 20;

    private final NDManager manager = Devices.manager(Device.cpu());
    private final Weight table = Pair.weight("table", 5, 3);
    private final Weight bias = Pair.weight("bias", 5);
    private final List<Weight> matrices = new ArrayList<>();
    private final Routine writing = Routine.anew("writing", 1, this::write);
    private final Map<Weight, WeightGroup> groups = new HashMap<>();
    private final Queue<Weight> reads = new ConcurrentLinkedQueue<>();
    private final Queue<NativeResource<?>> given = new ConcurrentLinkedQueue<>();

    LoadingTest() {
        for (int i = 0; i < MATRICES; i++) {
            matrices.add(Pair.weight("matrices." + i, 3, 3));
        }
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** A table that is both looked up and multiplied, with many small matrices between. */
    private <T> Values<T> write(Ops<T> ops, Values<T> given) {
        T x = ops.embed(given.at(0), table);
        for (Weight matrix : matrices) {
            x = ops.linear(x, matrix, null);
        }
        return Values.of(List.of(ops.linear(x, table, bias)));
    }

    /** Numbers that differ from weight to weight. */
    private static float[] numbers(Weight weight) {
        float[] numbers = new float[Math.toIntExact(weight.shape().size())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Math.sin(i + weight.path().hashCode() % 7);
        }
        return numbers;
    }

    /** A weight that says when it is read, or is broken. */
    private final class Watched implements WeightGroup {

        private final Weight weight;
        private final boolean broken;

        Watched(Weight weight, boolean broken) {
            this.weight = weight;
            this.broken = broken;
        }

        @Override
        public Set<Weight> weights() {
            return Set.of(weight);
        }

        @Override
        public Map<Weight, NDArray> read(NDManager scope) throws IOException {
            return filled(scope.create(weight.shape()));
        }

        @Override
        public Map<Weight, NDArray> read(NDManager scope, Scratch scratch) throws IOException {
            return filled(scratch.take(weight.shape(), scope).orElseThrow());
        }

        private Map<Weight, NDArray> filled(NDArray value) throws IOException {
            reads.add(weight);
            given.add((NativeResource<?>) value);
            // In place, as files are read: NDArray.set would give the array other memory.
            value.toByteBuffer(true)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer()
                    .put(numbers(weight));
            if (broken) {
                throw new IOException(weight.path() + " is broken");
            }
            return Map.of(weight, value);
        }
    }

    private Function<Weight, WeightGroup> weights(Weight... broken) {
        return weight -> groups.computeIfAbsent(
                weight, unused -> new Watched(weight, List.of(broken).contains(weight)));
    }

    private CompiledExecution load(Precision precision, Weight... broken) throws IOException {
        return CompiledExecution.of(manager.newSubManager(), List.of(writing), precision, weights(broken), () -> {
            throw new IllegalStateException("nothing is observed here");
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BFLOAT16")
    void readsEachWeightOnceAndFreesIt(Precision precision) throws IOException {
        try (CompiledExecution program = load(precision)) {
            assertEquals(MATRICES + 2, reads.size());
            assertEquals(MATRICES + 2, Set.copyOf(reads).size());
            assertTrue(given.stream().allMatch(NativeResource::isReleased));
            NDArray scores = scores(program);
            assertEquals(new Shape(2, 4, 5), scores.getShape());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BFLOAT16")
    void fillsTheSameProgramWhateverThreadIsFaster(Precision precision) throws IOException {
        Map<Weight, NDArray> plain = new HashMap<>();
        EagerExecution eager = new EagerExecution(
                manager.newSubManager(),
                weight -> plain.computeIfAbsent(weight, unused -> manager.create(numbers(weight), weight.shape())));
        float[] wanted = eager.run(manager, writing, List.of(ids())).get(0).toFloatArray();
        // Twenty roundings one after the other; memory that another weight took would be off by far more.
        float allowed = precision == Precision.FLOAT32 ? 1e-5f : precision == Precision.FLOAT16 ? 1e-2f : 0.3f;
        float largest = 0;
        for (float score : wanted) {
            largest = Math.max(largest, Math.abs(score));
        }
        for (int i = 0; i < 10; i++) {
            try (CompiledExecution program = load(precision)) {
                assertArrayEquals(wanted, scores(program).toFloatArray(), allowed * largest);
            }
        }
    }

    private NDArray scores(CompiledExecution program) {
        return program.run(manager, writing, List.of(ids())).get(0);
    }

    private NDArray ids() {
        return manager.create(new long[] {0, 4, 2, 1, 3, 3, 0, 1}, new Shape(2, 4));
    }

    @Test
    void saysWhatCannotBeReadAndFreesTheRest() {
        for (Weight broken : List.of(table, matrices.get(MATRICES - 1), bias)) {
            IOException failed = assertThrows(IOException.class, () -> load(Precision.FLOAT32, broken));
            assertEquals(broken.path() + " is broken", failed.getMessage());
            assertTrue(given.stream().allMatch(NativeResource::isReleased));
            groups.clear();
        }
    }

    @Test
    void throwsTheFirstOfSeveralFailures() {
        for (int i = 0; i < 10; i++) {
            Weight[] broken = {matrices.get(3), table, matrices.get(7)};
            IOException failed = assertThrows(IOException.class, () -> load(Precision.FLOAT32, broken));
            assertEquals("table is broken", failed.getMessage());
            groups.clear();
        }
    }

    @Test
    void passesOnWhatAGroupThrows() {
        IllegalArgumentException unknown = new IllegalArgumentException("no such weight");
        Exception failed = assertThrows(
                IllegalArgumentException.class,
                () -> CompiledExecution.of(
                        manager.newSubManager(),
                        List.of(writing),
                        Precision.FLOAT32,
                        weight -> {
                            throw unknown;
                        },
                        () -> {
                            throw new IllegalStateException("nothing is observed here");
                        }));
        assertSame(unknown, failed);
    }

    @Test
    void leavesNoThread() throws Exception {
        load(Precision.FLOAT32).close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(Loading.THREAD)) {
                thread.join(10_000);
                assertTrue(!thread.isAlive(), thread.getName());
            }
        }
    }
}
