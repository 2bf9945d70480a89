package triptych.core.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.EagerOps;
import triptych.core.ops.Observer;
import triptych.core.ops.Weight;

/**
 * Runs routines at once, operation by operation, on plain float32 weights.
 *
 * @param manager owns the weights, and is closed with this
 * @param weights the values of each weight
 */
public record EagerExecution(NDManager manager, Function<Weight, NDArray> weights) implements Execution {

    private record Arrays(NDManager owner, List<NDArray> tensors) implements State {

        @Override
        public void close() {
            owner.close();
        }
    }

    @Override
    public Result run(NDManager scope, Routine routine, List<NDArray> inputs, @Nullable State state) {
        if (!manager.isOpen()) {
            throw new IllegalStateException("the model is closed");
        }
        Arrays before = (Arrays) state;
        // Holds the state, which moves on with every routine; what it leaves behind is closed.
        NDManager owner = manager.newSubManager();
        try {
            EagerOps ops = operations(owner);
            List<NDArray> tensors = before == null ? List.of() : before.tensors();
            Values<NDArray> after =
                    ops.pass(() -> routine.body().run(ops, new Values<>(inputs, tensors)), EagerExecution::all);
            after.arrays().forEach(output -> output.attach(scope));
            after.state().forEach(tensor -> tensor.attach(owner));
            if (before != null) {
                before.close();
            }
            return new Result(after.arrays(), new Arrays(owner, after.state()));
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    private static List<NDArray> all(Values<NDArray> values) {
        return Stream.concat(values.arrays().stream(), values.state().stream()).toList();
    }

    @Override
    public List<NDArray> observe(NDManager scope, Routine routine, List<NDArray> inputs, Observer observer) {
        EagerOps ops = operations(scope).observed(observer);
        return ops.pass(() -> routine.body().run(ops, Values.of(inputs)), Values::arrays)
                .arrays();
    }

    private EagerOps operations(NDManager results) {
        // PyTorch keeps this switch for each thread, and new threads record gradients.
        JniUtils.setGradMode(false);
        return EagerOps.inference(weights, results);
    }

    @Override
    public NDManager newManager() {
        return manager.newSubManager();
    }

    @Override
    public void close() {
        manager.close();
    }
}
