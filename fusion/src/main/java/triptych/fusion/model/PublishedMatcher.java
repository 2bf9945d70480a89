package triptych.fusion.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.model.Decoder.Target;
import triptych.core.model.EagerModel;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.core.ops.EagerOps;
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

    /**
     * How probable each text is for each picture, if exactly one of them fits: classification without training.
     *
     * @param pixels {@code [pictures, channels, height, width]}
     * @param ids {@code [texts, length]}
     * @param mask 0 where a text is padded, {@code [texts, length]}; null hides nothing
     * @return a row for each picture, which sums to 1
     * @throws IllegalArgumentException if the pictures have another size than the trained one, or a text is too long
     */
    public float[][] probabilities(NDArray pixels, NDArray ids, @Nullable NDArray mask) {
        network.require(pixels.getShape(), ids.getShape());
        float[][] rows = new float[Math.toIntExact(pixels.getShape().get(0))][];
        try (NDManager manager = model.manager().newSubManager()) {
            EagerOps ops = model.pass(manager);
            NDArray scores = ops.pass(
                    () -> network.scores(
                            ops,
                            network.pictures(ops, pixels),
                            network.texts(ops, new Target<>(ids, ops.positions(ids), mask))),
                    List::of);
            float[] all = scores.softmax(1).toFloatArray();
            int texts = all.length / rows.length;
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Arrays.copyOfRange(all, i * texts, (i + 1) * texts);
            }
        }
        return rows;
    }

    @Override
    public void close() {
        model.close();
    }
}
