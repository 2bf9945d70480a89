package triptych.core.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Weight;
import triptych.core.run.Execution.Result;
import triptych.core.run.State;

/** A recorded program with its weights, ready to run on several threads at once. */
final class Program implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final PtSymbolBlock block;
    private final String source;

    private Program(PtSymbolBlock block, String source) {
        this.block = block;
        this.source = source;
    }

    private record Tensors(IValue list) implements State {

        @Override
        public void close() {
            list.close();
        }
    }

    /** Compiles what {@code script} recorded and gives it its weights. */
    static Program load(NDManager manager, ScriptOps script, Function<Weight, NDArray> weights) {
        String source = script.program();
        try {
            byte[] archive = Archive.of(source, script.attributes());
            PtSymbolBlock block =
                    JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
            PtNDArray[] values = script.weights().stream()
                    .map(weight -> owned(weight, weights.apply(weight)))
                    .toArray(PtNDArray[]::new);
            try (IValue list = IValue.listFrom(values)) {
                call(block, "load", list).close();
            }
            return new Program(block, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalStateException("can't load" + place(source, e) + ": " + e.getMessage(), e);
        }
    }

    /** A constant's memory is Java's, which would be gone when its array is closed; a copy is PyTorch's own. */
    private static NDArray owned(Weight weight, NDArray values) {
        return weight.formula() == null ? values : values.duplicate();
    }

    // Both switches belong to the thread: no graph for backward, and no first-call pauses of the graph optimizer.
    private static IValue call(PtSymbolBlock block, String method, IValue... arguments) {
        boolean recording = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        JniUtils.setGraphExecutorOptimize(false);
        try {
            return IValueUtils.runMethod(block, method, arguments);
        } finally {
            JniUtils.setGradMode(recording);
        }
    }

    /**
     * Runs {@code method}.
     *
     * @param manager owns the outputs
     * @param state what an earlier method left, which stays the caller's; null for none
     */
    Result run(NDManager manager, String method, List<NDArray> inputs, @Nullable State state) {
        PtNDArray[] arrays = inputs.toArray(PtNDArray[]::new);
        try (IValue list = IValue.listFrom(arrays);
                IValue nothing = IValue.listFrom(new PtNDArray[0]);
                IValue result = call(block, method, list, state == null ? nothing : ((Tensors) state).list())) {
            IValue[] pair = result.toIValueTuple();
            try (IValue outputs = pair[0]) {
                List<NDArray> left = List.of(outputs.toTensorArray((PtNDManager) manager));
                return new Result(left, new Tensors(pair[1]));
            }
        } catch (RuntimeException e) {
            throw new IllegalStateException(method + " failed" + place(source, e) + ": " + e.getMessage(), e);
        }
    }

    /** Finds the block whose line the engine complains about. */
    private static String place(String source, RuntimeException e) {
        Matcher match = LINE.matcher(String.valueOf(e.getMessage()));
        if (!match.find()) {
            return "";
        }
        List<String> lines = source.lines().toList();
        int line = Math.min(Integer.parseInt(match.group(1)), lines.size()) - 1;
        for (int i = line; i >= 0 && !lines.get(i).startsWith("  def "); i--) {
            if (lines.get(i).startsWith("    # ")) {
                return " in " + lines.get(i).substring(6) + " at '"
                        + lines.get(line).strip() + "'";
            }
        }
        return "";
    }

    @Override
    public void close() {
        block.close();
    }
}
