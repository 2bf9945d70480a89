package triptych.text.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import triptych.core.model.CrossEntropy;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.core.model.PublishedStack;
import triptych.core.model.TokenInput;
import triptych.core.run.Execution;
import triptych.text.model.TextReader.Head;

/**
 * A reader by the reference's names: {@code input_ids}, {@code attention_mask}, {@code token_type_ids} and
 * {@code position_ids} to {@code last_hidden_state}, {@code pooler_output}, {@code logits}, {@code loss}, hidden states
 * and attentions; and {@code sentence_embedding}, the mean of the last hidden state over the mask, of length 1, and
 * {@code sentence_mean}, the same of any length.
 *
 * @param execution runs it
 * @param network what is computed
 * @param routines of the network
 */
public record PublishedReader(Execution execution, TextReader network, ReaderRoutines routines)
        implements PublishedModel {

    // What heads say that read the first token alone.
    private static final Set<String> SAID = Set.of("pooler_output", "logits", "loss");

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        try (Forward call = new Forward(manager, inputs, arguments, outputs)
                .with(new PublishedStack("", "encoder.embeddings", "encoder.stack", network.layers()))) {
            NDArray ids = TokenInput.checked(
                    "input_ids", call.required("input_ids"), network.words(), network.maxPositions());
            NDArray mask = call.mask("attention_mask", ids);
            NDArray segments = segments(call, ids);
            if (call.wants("sentence_embedding")) {
                call.output(
                        "sentence_embedding",
                        call.run(execution, routines.embed, ids, mask, segments).get(0));
            }
            if (call.wants("sentence_mean")) {
                call.output(
                        "sentence_mean",
                        call.run(execution, routines.average, ids, mask, segments)
                                .get(0));
            }
            if (!Set.of("sentence_embedding", "sentence_mean").containsAll(outputs)) {
                read(call, ids, mask, segments, !SAID.containsAll(outputs));
            }
            return call.finish();
        }
    }

    /** A model that tells no sentences apart passes over their kinds: the reference's tokenizers give it none. */
    private NDArray segments(Forward call, NDArray ids) {
        NDArray segments = call.zeros("token_type_ids", ids);
        return network.segments() == 0
                ? segments
                : TokenInput.checked("token_type_ids", segments, network.segments(), network.maxPositions());
    }

    private void read(Forward call, NDArray ids, NDArray mask, NDArray segments, boolean all) {
        NDArray positions = call.input("position_ids");
        if (!all && positions == null && routines.readsFirst()) {
            say(call, call.run(execution, routines.judge, ids, mask, segments).get(0));
            return;
        }
        List<NDArray> left = positions == null
                ? call.run(execution, routines.read, ids, mask, segments)
                : call.run(execution, routines.readAt, ids, mask, segments, positions);
        call.output("last_hidden_state", left.get(0));
        if (!(network.head() instanceof Head.None)) {
            say(call, left.get(1));
        }
    }

    private void say(Forward call, NDArray said) {
        if (network.head() instanceof Head.Pooler) {
            call.output("pooler_output", said);
        } else {
            call.output("logits", said);
            NDArray labels = call.input("labels");
            if (labels != null) {
                call.output("loss", CrossEntropy.of(said, labels.toLongArray()));
            }
        }
    }

    @Override
    public void close() {
        execution.close();
    }
}
