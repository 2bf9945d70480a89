package triptych.vision.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import triptych.core.model.CrossEntropy;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.core.run.Execution;
import triptych.vision.model.PictureReader.Head;

/**
 * A reader by the reference's names: {@code pixel_values} to {@code last_hidden_state}, {@code pooler_output},
 * {@code logits}, {@code cls_logits}, {@code distillation_logits}, {@code loss}, hidden states and attentions.
 *
 * @param execution runs it
 * @param network what is computed
 * @param routines of the network
 */
public record PublishedPictureReader(Execution execution, PictureReader network, PictureRoutines routines)
        implements PublishedModel {

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        try (Forward call = new Forward(manager, inputs, arguments, outputs)
                .with(network.encoder().published(""))) {
            NDArray pixels = PixelInput.read(call, network.encoder().spec().sizes());
            List<NDArray> left = call.run(execution, routines.read, pixels);
            call.output("last_hidden_state", left.get(0));
            if (network.head() instanceof Head.Classifier head) {
                score(call, left, head);
            } else if (!(network.head() instanceof Head.None)) {
                call.output("pooler_output", left.get(1));
            }
            return call.finish();
        }
    }

    private static void score(Forward call, List<NDArray> left, Head.Classifier head) {
        call.output("logits", left.get(1));
        if (head.from() == Head.From.FIRST_TWO) {
            call.output("cls_logits", left.get(2)).output("distillation_logits", left.get(3));
            return;
        }
        NDArray labels = call.input("labels");
        if (labels != null) {
            if (head.labels() == 1) {
                throw new IllegalArgumentException("a single label's loss is that of a regression: not implemented");
            }
            call.output("loss", CrossEntropy.of(left.get(1), labels.toLongArray()));
        }
    }

    @Override
    public void close() {
        execution.close();
    }
}
