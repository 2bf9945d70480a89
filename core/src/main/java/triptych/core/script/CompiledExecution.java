package triptych.core.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Observer;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;
import triptych.core.run.EagerExecution;
import triptych.core.run.Execution;
import triptych.core.run.Gate;
import triptych.core.run.NativeCalls;
import triptych.core.run.Routine;
import triptych.core.run.State;

/** Runs routines as the methods of one TorchScript program, each in one call. */
public final class CompiledExecution implements Execution {

    private final NDManager manager;
    private final Program program;
    private final Supplier<EagerExecution> eager;
    private final Gate gate = new Gate("the model is closed");
    private @Nullable EagerExecution observed;

    private CompiledExecution(NDManager manager, Program program, Supplier<EagerExecution> eager) {
        this.manager = manager;
        this.program = program;
        this.eager = eager;
    }

    /**
     * Records {@code routines}, compiles them and gives the program its weights. They are read one after the other and
     * kept in the program's own form only.
     *
     * @param manager owns the program, and is closed with it
     * @param routines all that will be run, in the order that states are handed on
     * @param precision of the matrices
     * @param weights where the values of each weight come from
     * @param eager reads the weights again, for calls that are {@linkplain #observe observed}
     * @throws IllegalArgumentException if the manager's device is a CPU and the precision bfloat16
     * @throws IOException if a weight can't be read
     */
    public static CompiledExecution of(
            NDManager manager,
            List<Routine> routines,
            Precision precision,
            Function<Weight, WeightGroup> weights,
            Supplier<EagerExecution> eager)
            throws IOException {
        ScriptOps script = ScriptOps.record(routines, Probe.choose(precision, manager.getDevice()));
        return new CompiledExecution(manager, Program.load(manager, script, weights), eager);
    }

    @Override
    public Result run(NDManager scope, Routine routine, List<NDArray> inputs, @Nullable State state) {
        Result result = pass(() -> program.run(scope, routine.name(), inputs, state));
        if (state != null) {
            state.close();
        }
        return result;
    }

    @Override
    public List<NDArray> observe(NDManager scope, Routine routine, List<NDArray> inputs, Observer observer) {
        return pass(() -> observed().observe(scope, routine, inputs, observer));
    }

    private <T> T pass(Supplier<T> call) {
        return NativeCalls.run(() -> gate.pass(call));
    }

    private synchronized EagerExecution observed() {
        EagerExecution found = observed;
        if (found == null) {
            found = eager.get();
            observed = found;
        }
        return found;
    }

    @Override
    public NDManager newManager() {
        // Not below the manager of the program: a session frees its own, in its own thread.
        return manager.getEngine().newBaseManager(manager.getDevice());
    }

    @Override
    public void close() {
        NativeCalls.runOrSkip(() -> gate.close(this::free));
    }

    private synchronized void free() {
        if (observed != null) {
            observed.close();
        }
        program.close();
        manager.close();
    }
}
