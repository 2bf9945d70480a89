package triptych.fusion.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import triptych.core.model.Decoder.Target;
import triptych.core.model.EagerModel;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.vision.model.PixelInput;

/**
 * CLIP by the reference's names: {@code pixel_values}, {@code input_ids}, {@code attention_mask} and
 * {@code position_ids} to {@code image_embeds}, {@code text_embeds}, {@code logits_per_image}, {@code logits_per_text},
 * and both halves' outputs under {@code vision_model_output.} and {@code text_model_output.}.
 *
 * @param model the weights
 * @param network what is computed with them
 */
public record PublishedMatcher(EagerModel model, PictureTextMatcher network) implements PublishedModel {

    private static final String PICTURE = "vision_model_output.";
    private static final String TEXT = "text_model_output.";

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        Forward call = new Forward(manager, inputs, arguments, outputs)
                .with(network.picture().encoder().published(PICTURE))
                .with(network.text().published(TEXT));
        NDArray pictures = pictures(call);
        NDArray texts = texts(call);
        call.output("logits_per_image", call.run(model, ops -> network.scores(ops, pictures, texts)));
        call.output("logits_per_text", call.run(model, ops -> network.scores(ops, texts, pictures)));
        return call.finish();
    }

    private NDArray pictures(Forward call) {
        NDArray pixels =
                PixelInput.read(call, network.picture().encoder().spec().sizes());
        NDArray hidden = call.run(model, ops -> network.picture().forward(ops, pixels));
        NDArray embeds = call.run(model, ops -> network.projected(ops, hidden));
        call.output(PICTURE + "last_hidden_state", hidden).output("image_embeds", embeds);
        return embeds;
    }

    private NDArray texts(Forward call) {
        NDArray ids = call.required("input_ids");
        network.text().require(ids.getShape());
        NDArray mask = call.input("attention_mask");
        NDArray positions = call.input("position_ids");
        NDArray hidden = call.run(model, ops -> network.text()
                .forward(ops, new Target<>(ids, positions == null ? ops.positions(ids) : positions, mask)));
        NDArray embeds = call.run(model, ops -> network.projected(ops, ids, hidden));
        call.output(TEXT + "last_hidden_state", hidden).output("text_embeds", embeds);
        return embeds;
    }

    @Override
    public void close() {
        model.close();
    }
}
