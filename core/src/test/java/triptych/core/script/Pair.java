package triptych.core.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import triptych.core.model.Devices;
import triptych.core.nn.Values;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;
import triptych.core.run.EagerExecution;
import triptych.core.run.Execution;
import triptych.core.run.Routine;

/** Runs routines at once and as a program, on the same random weights and inputs. */
final class Pair implements AutoCloseable {

    final Random random;
    final NDManager manager = Devices.manager(Device.cpu());
    private final Values values = new Values(manager);
    private final EagerExecution eager = new EagerExecution(manager, values);

    Pair(long seed) {
        random = new Random(seed);
    }

    /** Different sizes from 2 to 9, so that a swapped axis shows. */
    int[] sizes(int count) {
        List<Integer> sizes = new ArrayList<>(List.of(2, 3, 4, 5, 6, 7, 8, 9));
        Collections.shuffle(sizes, random);
        return sizes.subList(0, count).stream().mapToInt(Integer::intValue).toArray();
    }

    static Weight weight(String name, long... shape) {
        return new Weight(() -> name, new Shape(shape), null);
    }

    NDArray floats(long... shape) {
        return values.array(shape);
    }

    /** Whole numbers from 0, below {@code bound}. */
    NDArray numbers(int bound, long... shape) {
        long[] numbers = new long[Math.toIntExact(new Shape(shape).size())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextInt(bound);
        }
        return manager.create(numbers, new Shape(shape));
    }

    /** A program of one routine, with an owner of its own. */
    CompiledExecution compiled(Precision precision, Routine... routines) {
        try {
            return CompiledExecution.of(
                    Devices.manager(Device.cpu()), List.of(routines), precision, values.groups(), () -> eager);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a program's weights come from. */
    Function<Weight, WeightGroup> groups() {
        return values.groups();
    }

    EagerExecution eager() {
        return eager;
    }

    /** Checks that both executions of {@code body} make the same of {@code inputs}. */
    void agree(Routine.Body body, NDArray... inputs) {
        Routine routine = Routine.anew("tried", inputs.length, body);
        List<NDArray> wanted = eager.run(manager, routine, List.of(inputs));
        try (Execution program = compiled(Precision.FLOAT32, routine)) {
            List<NDArray> got = program.run(manager, routine, List.of(inputs));
            assertEquals(wanted.size(), got.size());
            for (int i = 0; i < got.size(); i++) {
                same(wanted.get(i), got.get(i), "output " + i);
            }
        }
    }

    static void same(NDArray wanted, NDArray got, @Nullable String what) {
        assertEquals(wanted.getShape(), got.getShape(), what);
        assertEquals(wanted.getDataType(), got.getDataType(), what);
        if (wanted.getDataType() == DataType.INT64) {
            assertArrayEquals(wanted.toLongArray(), got.toLongArray(), what);
        } else {
            assertArrayEquals(wanted.toFloatArray(), got.toFloatArray(), 1e-5f, what);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
