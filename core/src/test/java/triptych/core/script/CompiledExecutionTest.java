package triptych.core.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import triptych.core.ops.Observer;
import triptych.core.ops.Ops;
import triptych.core.ops.Weight;
import triptych.core.run.Execution;
import triptych.core.run.Routine;
import triptych.core.run.State;
import triptych.core.run.Values;

class CompiledExecutionTest {

    private final Pair pair = new Pair(4);
    private final Weight matrix = Pair.weight("matrix", 5, 3);
    private final Weight constant =
            new Weight(() -> "constant", new Shape(3), manager -> manager.create(new float[] {1, 2, 3}));
    private final Routine adding = Routine.anew("adding", 1, this::add);
    private final Routine beginning = Routine.anew("beginning", 1, this::begin);
    private final Routine going = Routine.goingOn("going", 1, this::go);
    private final Routine broken = Routine.anew("broken", 1, this::breaks);
    private final Routine multiplying = Routine.anew("multiplying", 1, this::multiply);

    @AfterEach
    void close() {
        pair.close();
    }

    private <T> Values<T> add(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.add(given.at(0), ops.value(constant))));
    }

    private <T> Values<T> begin(Ops<T> ops, Values<T> given) {
        return new Values<>(List.of(), List.of(ops.zeros(given.at(0), 1, 0, 3)));
    }

    private <T> Values<T> go(Ops<T> ops, Values<T> given) {
        T cached = ops.append(given.state().get(0), given.at(0));
        return new Values<>(List.of(ops.scale(cached, 2)), List.of(cached));
    }

    private <T> Values<T> breaks(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.within("outer.inner", () -> {
            throw new IllegalArgumentException("no such thing");
        })));
    }

    private <T> Values<T> multiply(Ops<T> ops, Values<T> given) {
        T doubled = ops.within("first", () -> ops.scale(given.at(0), 2));
        return Values.of(List.of(ops.within("outer.inner", () -> ops.linear(doubled, matrix, null))));
    }

    @Test
    void keepsItsConstantsWhenTheWeightsAreFreed() {
        try (Execution program = pair.compiled(Precision.FLOAT32, adding)) {
            // Whatever takes the memory that was the constant's.
            for (int i = 0; i < 1000; i++) {
                pair.manager.create(new float[] {-7, -7, -7}).close();
            }
            NDArray sum = program.run(pair.manager, adding, List.of(pair.manager.zeros(new Shape(2, 3))))
                    .get(0);
            assertEquals(List.of(1f, 2f, 3f, 1f, 2f, 3f), list(sum));
        }
    }

    private static List<Float> list(NDArray array) {
        List<Float> list = new ArrayList<>();
        for (float value : array.toFloatArray()) {
            list.add(value);
        }
        return list;
    }

    @Test
    void namesTheBlockThatCannotBeRecorded() {
        fails(() -> pair.compiled(Precision.FLOAT32, broken), "can't record broken", "outer.inner", "no such thing");
    }

    @Test
    void namesTheBlockThatFails() {
        try (Execution program = pair.compiled(Precision.FLOAT32, multiplying)) {
            NDArray wide = pair.floats(2, 4);
            fails(
                    () -> program.run(pair.manager, multiplying, List.of(wide)),
                    "multiplying failed",
                    "outer.inner",
                    "linear");
            // And goes on.
            NDArray right = program.run(pair.manager, multiplying, List.of(pair.floats(2, 3)))
                    .get(0);
            assertEquals(new Shape(2, 5), right.getShape());
        }
    }

    @Test
    void refusesToRunWhenClosed() {
        Execution program = pair.compiled(Precision.FLOAT32, adding);
        program.close();
        fails(() -> program.run(pair.manager, adding, List.of(pair.floats(2, 3))), "the model is closed");
    }

    private static void fails(Runnable call, String... parts) {
        Exception failed = assertThrows(IllegalStateException.class, call::run);
        for (String part : parts) {
            assertTrue(String.valueOf(failed.getMessage()).contains(part), failed.getMessage());
        }
    }

    @Test
    void usesUpTheStateItIsGiven() {
        try (Execution program = pair.compiled(Precision.FLOAT32, beginning, going)) {
            NDArray more = pair.floats(2, 1, 1, 3);
            State first =
                    program.run(pair.manager, beginning, List.of(more), null).state();
            State state = program.run(pair.manager, going, List.of(more), first).state();
            assertThrows(IllegalStateException.class, () -> program.run(pair.manager, going, List.of(more), first));
            for (int i = 2; i <= 200; i++) {
                try (NDManager scope = pair.manager.newSubManager()) {
                    Execution.Result result = program.run(scope, going, List.of(more), state);
                    assertEquals(new Shape(2, 1, i, 3), result.outputs().get(0).getShape());
                    state = result.state();
                }
            }
            int open = pair.manager.getManagedArrays().size();
            state.close();
            assertEquals(open, pair.manager.getManagedArrays().size());
        }
    }

    @Test
    void answersTwoThreadsAsOneAfterTheOther() throws Exception {
        try (Execution program = pair.compiled(Precision.FLOAT32, multiplying)) {
            NDArray[] inputs = {pair.floats(7, 3), pair.floats(4, 3)};
            List<List<Float>> wanted = List.of(product(program, inputs[0]), product(program, inputs[1]));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<List<Float>>> got = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    NDArray input = inputs[i % 2];
                    got.add(threads.submit(() -> product(program, input)));
                }
                for (int i = 0; i < got.size(); i++) {
                    assertEquals(wanted.get(i % 2), got.get(i).get());
                }
            } finally {
                threads.shutdown();
            }
        }
    }

    private List<Float> product(Execution program, NDArray input) {
        try (NDManager scope = program.newManager()) {
            return list(program.run(scope, multiplying, List.of(input)).get(0));
        }
    }

    @Test
    void showsBlocksByRunningThemAtOnce() {
        try (Execution program = pair.compiled(Precision.FLOAT32, multiplying)) {
            Observer observer = new Observer(Set.of("first"));
            NDArray input = pair.floats(2, 3);
            NDArray seen = program.observe(pair.manager, multiplying, List.of(input), observer)
                    .get(0);
            Pair.same(program.run(pair.manager, multiplying, List.of(input)).get(0), seen, "product");
            Pair.same(input.mul(2), observer.at("first"), "first");
        }
    }
}
