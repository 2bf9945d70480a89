package triptych.apps.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.EagerOps;
import triptych.core.ops.KeyValues;
import triptych.core.ops.Observer;
import triptych.core.ops.StackSpec.AttentionSpec;

/** Kind {@code attention}: scaled dot products, with a mask over the keys, a bias, or without a view of the future. */
final class AttentionCheck implements Check {

    private static final String BLOCK = "attention";
    private static final Set<String> INPUTS = Set.of("q", "k", "v", "mask", "bias");
    private static final Set<String> OUTPUTS = Set.of("output", "weights");

    private record Question(
            Map<String, String> inputs,
            double scale,
            boolean causal,
            Map<String, String> outputs,
            Set<List<Integer>> blindRows,
            Tolerance tolerance) {}

    @Override
    public Attempt read(Fields fields) throws IOException {
        Set<List<Integer>> blindRows = new HashSet<>();
        if (fields.has("rows_that_see_nothing")) {
            for (int[] row : fields.integerLists("rows_that_see_nothing")) {
                if (row.length != 2) {
                    throw fields.wrong("rows_that_see_nothing", "pairs of a row of the batch and a query");
                }
                blindRows.add(List.of(row[0], row[1]));
            }
        }
        Question question = new Question(
                fields.names("inputs", INPUTS),
                fields.number("scale"),
                fields.flag("causal"),
                fields.names("outputs", OUTPUTS),
                blindRows,
                Tolerance.of(fields));
        return (subject, comparison) -> run(question, subject, comparison);
    }

    private static void run(Question question, Subject subject, Comparison comparison) throws IOException {
        try (NDManager manager = subject.newManager()) {
            Map<String, NDArray> inputs = subject.arrays(question.inputs, manager);
            Observer observer = new Observer(Set.of(BLOCK + ".weights"));
            EagerOps ops = EagerOps.inference(
                            weight -> {
                                throw new IllegalArgumentException("attention alone has no " + weight);
                            },
                            manager)
                    .observed(observer);
            NDArray output = attend(ops, inputs, question);
            for (Map.Entry<String, String> wanted : question.outputs.entrySet()) {
                NDArray found = wanted.getKey().equals("output") ? output : observer.at(BLOCK + ".weights");
                compare(
                        wanted.getKey(),
                        subject.folder().values(wanted.getValue(), manager),
                        Values.of(found),
                        question,
                        comparison);
            }
        }
    }

    private static NDArray attend(EagerOps ops, Map<String, NDArray> inputs, Question question) {
        NDArray queries = input(inputs, "q");
        NDArray keys = input(inputs, "k");
        AttentionSpec spec = new AttentionSpec(
                Math.toIntExact(queries.getShape().get(1)),
                Math.toIntExact(queries.getShape().get(3)),
                AttentionSpec.Biases.NONE,
                question.scale,
                0);
        NDArray bias = bias(ops, inputs, question.causal);
        KeyValues<NDArray> seen = new KeyValues<>(keys, input(inputs, "v"));
        return ops.within(BLOCK, () -> ops.attend(queries, seen, bias, spec));
    }

    /** Everything that is added to the scores; null for nothing. */
    private static @Nullable NDArray bias(EagerOps ops, Map<String, NDArray> inputs, boolean causal) {
        NDArray bias = inputs.get("bias");
        NDArray mask = inputs.get("mask");
        if (mask != null) {
            NDArray hidden = ops.hidePadding(mask);
            bias = bias == null ? hidden : bias.add(hidden);
        }
        if (causal) {
            NDArray hidden = ops.hideFuture(offsets(ops, input(inputs, "q"), input(inputs, "k")));
            bias = bias == null ? hidden : bias.add(hidden);
        }
        return bias;
    }

    /** The last query stands at the last key's position, as behind a cache. */
    private static NDArray offsets(EagerOps ops, NDArray queries, NDArray keys) {
        long length = queries.getShape().get(2);
        long cached = keys.getShape().get(2) - length;
        if (cached < 0) {
            throw new IllegalArgumentException("causal attention needs at least as many keys as queries");
        }
        NDManager manager = queries.getManager();
        NDArray ids = manager.zeros(new Shape(1, length), DataType.INT64);
        return ops.offsets(ids, cached == 0 ? null : manager.zeros(new Shape(1, 1, cached, 1)));
    }

    private static NDArray input(Map<String, NDArray> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name), () -> "no input '" + name + "'");
    }

    private static void compare(String name, Values want, Values got, Question question, Comparison comparison) {
        IntPredicate sees = index -> true;
        if (!question.blindRows.isEmpty() && want.shape().dimension() == 4) {
            long[] shape = want.shape().getShape();
            sees = index -> {
                long row = index / shape[3];
                return !question.blindRows.contains(List.of((int) (row / shape[2] / shape[1]), (int) (row % shape[2])));
            };
        }
        for (double number : got.numbers()) {
            if (!Double.isFinite(number)) {
                comparison.fail(name + " holds " + number + ", needed finite numbers");
            }
        }
        comparison.numbers(name, want, got, question.tolerance, sees);
    }
}
