package triptych.apps.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.util.function.Function;
import triptych.core.nn.RelativeBias;
import triptych.core.nn.RelativeBias.Buckets;
import triptych.core.ops.EagerOps;
import triptych.core.ops.Weight;

/** Kind {@code relative_bias}: the bias that T5 adds to the scores; queries begin at position 0. */
final class RelativeBiasCheck implements Check {

    private record Question(Buckets spec, int queries, int keys, String table, String bias, Tolerance tolerance) {}

    @Override
    public Attempt read(Fields fields) throws IOException {
        Question question = new Question(
                BucketsCheck.spec(fields),
                fields.integer("query_length"),
                fields.integer("key_length"),
                fields.text("table"),
                fields.text("bias"),
                Tolerance.of(fields));
        return (subject, comparison) -> run(question, subject, comparison);
    }

    private static void run(Question question, Subject subject, Comparison comparison) throws IOException {
        try (NDManager manager = subject.newManager()) {
            NDArray table = subject.folder().tensor(question.table, manager);
            RelativeBias block =
                    new RelativeBias(Math.toIntExact(table.getShape().get(1)), question.spec);
            Function<Weight, NDArray> weights = weight -> {
                Function<NDManager, NDArray> formula = weight.formula();
                return formula == null ? table : formula.apply(manager);
            };
            NDArray keys = manager.arange(0, question.keys, 1, DataType.INT64).reshape(1, -1);
            NDArray offsets = keys.sub(
                    manager.arange(0, question.queries, 1, DataType.INT64).reshape(-1, 1));
            NDArray bias = block.forward(EagerOps.inference(weights, manager), offsets);
            Values want = subject.folder().values(question.bias, manager);
            comparison.numbers("bias", want, Values.of(bias), question.tolerance);
        }
    }
}
