package triptych.fusion.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.core.run.Execution;
import triptych.vision.model.PixelInput;

/**
 * CLIP by the reference's names: {@code pixel_values}, {@code input_ids}, {@code attention_mask} and
 * {@code position_ids} to {@code image_embeds}, {@code text_embeds}, {@code logits_per_image}, {@code logits_per_text},
 * and both halves' outputs under {@code vision_model_output.} and {@code text_model_output.}.
 *
 * @param execution runs it
 * @param network what is computed
 * @param routines of the network
 */
public record PublishedMatcher(Execution execution, PictureTextMatcher network, MatcherRoutines routines)
        implements PublishedModel {

    private static final String PICTURE = "vision_model_output.";
    private static final String TEXT = "text_model_output.";

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        try (Forward call = new Forward(manager, inputs, arguments, outputs)
                .with(network.picture().encoder().published(PICTURE))
                .with(network.text().published(TEXT))) {
            NDArray pictures = pictures(call);
            NDArray texts = texts(call);
            call.output(
                    "logits_per_image",
                    call.run(execution, routines.compare, pictures, texts).get(0));
            call.output(
                    "logits_per_text",
                    call.run(execution, routines.compare, texts, pictures).get(0));
            return call.finish();
        }
    }

    private NDArray pictures(Forward call) {
        NDArray pixels =
                PixelInput.read(call, network.picture().encoder().spec().sizes());
        List<NDArray> left = call.run(execution, routines.picture, pixels);
        call.output(PICTURE + "last_hidden_state", left.get(0)).output("image_embeds", left.get(1));
        return left.get(1);
    }

    private NDArray texts(Forward call) {
        NDArray ids = call.required("input_ids");
        network.text().require(ids.getShape());
        NDArray positions = call.positions("position_ids", ids);
        NDArray mask = call.mask("attention_mask", ids);
        List<NDArray> left = call.run(execution, routines.text, ids, positions, mask);
        call.output(TEXT + "last_hidden_state", left.get(0)).output("text_embeds", left.get(1));
        return left.get(1);
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
        Map<String, NDArray> inputs = new HashMap<>(Map.of("pixel_values", pixels, "input_ids", ids));
        if (mask != null) {
            inputs.put("attention_mask", mask);
        }
        float[][] rows = new float[Math.toIntExact(pixels.getShape().get(0))][];
        try (NDManager manager = execution.newManager()) {
            NDArray scores = forward(manager, inputs, Map.of(), Set.of("logits_per_image"))
                    .values()
                    .iterator()
                    .next();
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
        execution.close();
    }
}
