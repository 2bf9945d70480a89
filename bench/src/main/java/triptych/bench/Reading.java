package triptych.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import triptych.core.model.PublishedModel;

/** Runs a model once over its inputs; the answer stays an array, as it does in the peers. */
final class Reading implements Work {

    private final OpenModel model;
    private final PublishedModel reader;
    private final Map<String, NDArray> inputs;
    private final Set<String> outputs;
    private final int rows;

    Reading(OpenModel model, Row row) {
        this.model = model;
        reader = model.model();
        inputs = model.inputs(row);
        outputs = Set.of(row.task().equals("classify") ? "logits" : "last_hidden_state");
        rows = row.batch();
    }

    @Override
    public OptionalInt run() {
        try (NDManager call = model.manager().newSubManager()) {
            reader.forward(call, inputs, Map.of(), outputs);
            return OptionalInt.empty();
        }
    }

    @Override
    public int items() {
        return rows;
    }

    @Override
    public void close() {
        model.close();
    }
}
