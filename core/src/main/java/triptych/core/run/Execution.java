package triptych.core.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Observer;

/** A model's weights with a way of running its routines. Any number of threads may share one. */
public interface Execution extends AutoCloseable {

    /**
     * What a routine left.
     *
     * @param outputs arrays of the manager that the call named
     * @param state for the next routine; the caller closes it
     */
    record Result(List<NDArray> outputs, State state) {}

    /**
     * Runs {@code routine}.
     *
     * @param manager owns the outputs
     * @param state what an earlier routine left, which is used up; null before the first
     * @throws ClosedException if this is closed; the state then stays the caller's
     */
    Result run(NDManager manager, Routine routine, List<NDArray> inputs, @Nullable State state);

    /** Runs {@code routine}, which needs no state, and gives its outputs, which belong to {@code manager}. */
    default List<NDArray> run(NDManager manager, Routine routine, List<NDArray> inputs) {
        Result result = run(manager, routine, inputs, null);
        result.state().close();
        return result.outputs();
    }

    /**
     * Runs {@code routine} block by block, so that {@code observer} sees what blocks make. An execution that can't show
     * its blocks runs at once for this call, with weights that it reads for the first such call.
     */
    List<NDArray> observe(NDManager manager, Routine routine, List<NDArray> inputs, Observer observer);

    /** A manager on the model's device, for the caller to close. */
    NDManager newManager();

    /**
     * Frees the weights when the routines that are running have ended, and waits for that. Those that come later are
     * refused, also for sessions that are open: they end with a {@link ClosedException} at their next step.
     */
    @Override
    void close();
}
