package triptych.core.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.EagerOps;
import triptych.core.ops.Observer;
import triptych.core.ops.Weight;

/** Runs routines at once, operation by operation, on plain float32 weights. */
public final class EagerExecution implements Execution {

    private final NDManager manager;
    private final Function<Weight, NDArray> weights;
    private final Gate gate = new Gate("the model is closed");

    private record Arrays(NDManager owner, List<NDArray> tensors) implements State {

        @Override
        public void close() {
            owner.close();
        }
    }

    /**
     * Takes over weights.
     *
     * @param manager owns the weights, and is closed with this
     * @param weights the values of each weight
     */
    public EagerExecution(NDManager manager, Function<Weight, NDArray> weights) {
        this.manager = manager;
        this.weights = weights;
    }

    /** The values of each weight; of use until this is closed. */
    public Function<Weight, NDArray> weights() {
        return weights;
    }

    @Override
    public Result run(NDManager scope, Routine routine, List<NDArray> inputs, @Nullable State state) {
        return pass(() -> compute(scope, routine, inputs, (Arrays) state));
    }

    private <T> T pass(Supplier<T> call) {
        return NativeCalls.run(() -> gate.pass(call));
    }

    private Result compute(NDManager scope, Routine routine, List<NDArray> inputs, @Nullable Arrays before) {
        // Holds the state, which moves on with every routine; what it leaves behind is closed.
        NDManager owner = newManager();
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
        return pass(() -> {
            EagerOps ops = operations(scope).observed(observer);
            return ops.pass(() -> routine.body().run(ops, Values.of(inputs)), Values::arrays)
                    .arrays();
        });
    }

    private EagerOps operations(NDManager results) {
        // PyTorch keeps this switch for each thread, and new threads record gradients.
        JniUtils.setGradMode(false);
        return EagerOps.inference(weights, results);
    }

    @Override
    public NDManager newManager() {
        // Not below the manager of the weights: a session frees its own, in its own thread.
        return manager.getEngine().newBaseManager(manager.getDevice());
    }

    @Override
    public void close() {
        NativeCalls.runOrSkip(() -> gate.close(manager::close));
    }
}
