package triptych.text.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.model.CrossEntropy;
import triptych.core.model.EagerModel;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.core.model.PublishedStack;
import triptych.core.model.TokenInput;
import triptych.text.model.TextReader.Head;

/**
 * A reader by the reference's names: {@code input_ids}, {@code attention_mask}, {@code token_type_ids} and
 * {@code position_ids} to {@code last_hidden_state}, {@code pooler_output}, {@code logits}, {@code loss}, hidden states
 * and attentions; and {@code sentence_embedding}, the mean of the last hidden state over the mask, of length 1.
 *
 * @param model the weights
 * @param network what is computed with them
 */
public record PublishedReader(EagerModel model, TextReader network) implements PublishedModel {

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        Forward call = new Forward(manager, inputs, arguments, outputs)
                .with(new PublishedStack("", "encoder.embeddings", "encoder.stack", network.layers()));
        NDArray ids =
                TokenInput.checked("input_ids", call.required("input_ids"), network.words(), network.maxPositions());
        NDArray mask = call.input("attention_mask");
        TextEncoder.Source<NDArray> source =
                new TextEncoder.Source<>(ids, mask, segments(call), call.input("position_ids"));
        NDArray hidden = call.run(model, ops -> network.forward(ops, source));
        call.output("last_hidden_state", hidden);
        if (network.head() instanceof Head.Pooler) {
            call.output("pooler_output", call.run(model, ops -> network.pooled(ops, hidden)));
        } else if (!(network.head() instanceof Head.None)) {
            score(call, hidden);
        }
        if (call.wants("sentence_embedding")) {
            NDArray counted = mask == null ? ids.onesLike() : mask;
            call.output("sentence_embedding", call.run(model, ops -> ops.normalise(ops.mean(hidden, counted))));
        }
        return call.finish();
    }

    /** A model that tells no sentences apart passes over their kinds: the reference's tokenizers give it none. */
    private @Nullable NDArray segments(Forward call) {
        NDArray segments = call.input("token_type_ids");
        return segments == null || network.segments() == 0
                ? null
                : TokenInput.checked("token_type_ids", segments, network.segments(), network.maxPositions());
    }

    private void score(Forward call, NDArray hidden) {
        NDArray logits = call.run(model, ops -> network.logits(ops, hidden));
        call.output("logits", logits);
        NDArray labels = call.input("labels");
        if (labels != null) {
            call.output("loss", CrossEntropy.of(logits, labels.toLongArray()));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
