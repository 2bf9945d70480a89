package triptych.text.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import triptych.core.generate.Session;
import triptych.core.model.CrossEntropy;
import triptych.core.model.DecoderSession;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.core.model.TokenInput;
import triptych.core.model.Writer;
import triptych.core.model.WriterRoutines;
import triptych.core.run.Execution;

/**
 * A language model by the reference's names: {@code input_ids}, {@code attention_mask} and {@code position_ids} to
 * {@code logits}, {@code loss} (each position's label is the next token), hidden states and attentions.
 *
 * @param execution runs it
 * @param network what is computed
 * @param routines of the network
 */
public record PublishedLanguageModel(Execution execution, LanguageModel network, WriterRoutines routines)
        implements PublishedModel, Writer {

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        try (Forward call = new Forward(manager, inputs, arguments, outputs).with(network.published(""))) {
            NDArray ids = checked(call.required("input_ids"), network.maxPositions());
            NDArray positions = call.positions("position_ids", ids);
            NDArray mask = call.mask("attention_mask", ids);
            NDArray logits = routines.scores(call, execution, ids, positions, mask);
            call.output("logits", logits);
            NDArray labels = call.input("labels");
            if (labels != null) {
                call.output("loss", CrossEntropy.of(logits, CrossEntropy.following(labels)));
            }
            return call.finish();
        }
    }

    private NDArray checked(NDArray ids, int positions) {
        return TokenInput.checked("input_ids", ids, network.words(), positions);
    }

    @Override
    public Session session(Map<String, NDArray> inputs) {
        Set<String> taken = Set.of("input_ids", "attention_mask");
        NDArray prompts = inputs.get("input_ids");
        if (prompts == null || !taken.containsAll(inputs.keySet())) {
            throw new IllegalArgumentException("a session takes " + taken + "; given were " + inputs.keySet());
        }
        // How long a prompt may be depends on its padding, which the session knows.
        checked(prompts, Integer.MAX_VALUE);
        return DecoderSession.begin(execution, network, routines, prompts, inputs.get("attention_mask"));
    }

    @Override
    public int words() {
        return network.words();
    }

    @Override
    public int maxPositions() {
        return network.maxPositions();
    }

    @Override
    public void close() {
        execution.close();
    }
}
