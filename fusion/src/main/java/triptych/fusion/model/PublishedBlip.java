package triptych.fusion.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Session;
import triptych.core.model.CrossEntropy;
import triptych.core.model.Decoder.Target;
import triptych.core.model.EagerModel;
import triptych.core.model.EagerSession;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.core.model.Writer;
import triptych.core.nn.Cache;
import triptych.core.ops.EagerOps;
import triptych.vision.model.PixelInput;

/**
 * BLIP by the reference's names: {@code pixel_values}, {@code input_ids} and {@code attention_mask} to {@code logits},
 * {@code loss} (each position's label is the next token), {@code image_embeds}, and the pictures' hidden states and
 * attentions.
 *
 * @param model the weights
 * @param network what is computed with them
 * @param tokens how captions begin and end
 * @param smoothing share of a label's probability that the loss spreads over all words
 */
public record PublishedBlip(EagerModel model, PictureCaptioner network, CaptionTokens tokens, double smoothing)
        implements PublishedModel, Writer {

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        Forward call = new Forward(manager, inputs, arguments, outputs)
                .with(network.encoder().published(""));
        NDArray pixels = PixelInput.read(call, network.sizes());
        NDArray pictures = call.run(model, ops -> network.encode(ops, pixels, null));
        call.output("image_embeds", pictures).output("last_hidden_state", pictures);
        NDArray ids = call.required("input_ids");
        NDArray mask = call.input("attention_mask");
        NDArray logits = call.run(model, ops -> scores(ops, pictures, ids, mask));
        call.output("logits", logits);
        NDArray labels = call.input("labels");
        if (labels != null) {
            call.output("loss", CrossEntropy.of(logits, CrossEntropy.following(labels), smoothing));
        }
        return call.finish();
    }

    private NDArray scores(EagerOps ops, NDArray pictures, NDArray ids, @Nullable NDArray mask) {
        Cache<NDArray> cache = network.start(ops, pictures, pictures, null);
        return network.scores(ops, network.decode(ops, new Target<>(ids, ops.positions(ids), mask), cache));
    }

    /**
     * Begins to write about {@code pixel_values}; the first step brings the prompt that {@link #tokens} make.
     *
     * @param inputs {@code attention_mask} of the prompts may stand beside the pictures
     * @throws IllegalArgumentException if the mask says that a prompt is padded: behind it the caption would follow
     */
    @Override
    public Session session(Map<String, NDArray> inputs) {
        Map<String, NDArray> pictures = new HashMap<>(inputs);
        NDArray mask = pictures.remove("attention_mask");
        if (mask != null && Arrays.stream(mask.toLongArray()).anyMatch(seen -> seen == 0)) {
            throw new IllegalArgumentException("the prompts have different lengths; captions are written side by side"
                    + " only behind prompts of one length");
        }
        PixelInput.require(pictures, Map.of(), network.sizes());
        return EagerSession.about(model, network, PixelInput.only(pictures), null);
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
        model.close();
    }
}
