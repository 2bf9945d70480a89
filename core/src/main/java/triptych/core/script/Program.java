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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;
import triptych.core.run.Execution.Result;
import triptych.core.run.NativeCalls;
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

    /**
     * Compiles what {@code script} recorded and gives it its weights.
     *
     * @param manager owns the program
     * @param weights where the values of each weight come from
     * @throws IOException if they can't be read
     */
    static Program load(NDManager manager, ScriptOps script, Function<Weight, WeightGroup> weights) throws IOException {
        return new Loading(manager, script.slots(), weights)
                .into(() -> NativeCalls.run(() -> compile(manager, script)));
    }

    private static Program compile(NDManager manager, ScriptOps script) {
        String source = script.program();
        List<String> attributes = script.slots().stream().map(Slot::name).toList();
        InputStream archive = new ByteArrayInputStream(Archive.of(source, attributes));
        try {
            return new Program(JniUtils.loadModule((PtNDManager) manager, archive, false, false), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalStateException("can't compile" + place(source, e) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Fills an attribute. Several threads may do so at once, each another attribute.
     *
     * @param values of the slot's weights; they may be closed afterwards
     */
    void fill(Slot slot, List<NDArray> values) {
        NativeCalls.run(() -> {
            pack(slot, values);
            return slot;
        });
    }

    private void pack(Slot slot, List<NDArray> values) {
        try (IValue list = IValue.listFrom(values.toArray(PtNDArray[]::new))) {
            call(block, slot.loader(), list).close();
        } catch (RuntimeException e) {
            throw new IllegalStateException("can't load " + slot.name() + place(source, e) + ": " + e.getMessage(), e);
        }
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
            throw new IllegalStateException(method + " failed" + place(source, e) + ": " + reason(e), e);
        }
    }

    // FBGEMM's own words: it looks for the range of values that it rounds to eight bits.
    private static String reason(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("ChooseQuantizationParams")
                ? "int8 cannot hold NaN, and float32 would pass it on: " + message
                : message;
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
