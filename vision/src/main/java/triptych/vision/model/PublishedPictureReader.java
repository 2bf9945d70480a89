package triptych.vision.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import triptych.core.model.CrossEntropy;
import triptych.core.model.EagerModel;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.vision.model.PictureReader.Head;

/**
 * A reader by the reference's names: {@code pixel_values} to {@code last_hidden_state}, {@code pooler_output},
 * {@code logits}, {@code cls_logits}, {@code distillation_logits}, {@code loss}, hidden states and attentions.
 *
 * @param model the weights
 * @param network what is computed with them
 */
public record PublishedPictureReader(EagerModel model, PictureReader network) implements PublishedModel {

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        Forward call = new Forward(manager, inputs, arguments, outputs)
                .with(network.encoder().published(""));
        NDArray pixels = PixelInput.read(call, network.encoder().spec().sizes());
        NDArray hidden = call.run(model, ops -> network.forward(ops, pixels));
        call.output("last_hidden_state", hidden);
        if (network.head() instanceof Head.Classifier head) {
            score(call, hidden, head);
        } else if (!(network.head() instanceof Head.None)) {
            call.output("pooler_output", call.run(model, ops -> network.pooled(ops, hidden)));
        }
        return call.finish();
    }

    private void score(Forward call, NDArray hidden, Head.Classifier head) {
        NDArray logits = call.run(model, ops -> network.logits(ops, hidden));
        call.output("logits", logits);
        if (head.from() == Head.From.FIRST_TWO) {
            call.output("cls_logits", call.run(model, ops -> network.classified(ops, hidden)));
            call.output("distillation_logits", call.run(model, ops -> network.distilled(ops, hidden)));
            return;
        }
        NDArray labels = call.input("labels");
        if (labels != null) {
            if (head.labels() == 1) {
                throw new IllegalArgumentException("a single label's loss is that of a regression: not implemented");
            }
            call.output("loss", CrossEntropy.of(logits, labels.toLongArray()));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
