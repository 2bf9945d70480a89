package triptych.fusion.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import triptych.core.generate.Session;
import triptych.core.model.CrossEntropy;
import triptych.core.model.DecoderSession;
import triptych.core.model.Forward;
import triptych.core.model.PublishedModel;
import triptych.core.model.Writer;
import triptych.core.model.WriterRoutines;
import triptych.core.run.Execution;
import triptych.vision.model.PixelInput;

/**
 * BLIP by the reference's names: {@code pixel_values}, {@code input_ids} and {@code attention_mask} to {@code logits},
 * {@code loss} (each position's label is the next token), {@code image_embeds}, and the pictures' hidden states and
 * attentions.
 *
 * @param execution runs it
 * @param network what is computed
 * @param routines of the network
 * @param tokens how captions begin and end
 * @param smoothing share of a label's probability that the loss spreads over all words
 */
public record PublishedBlip(
        Execution execution, PictureCaptioner network, WriterRoutines routines, CaptionTokens tokens, double smoothing)
        implements PublishedModel, Writer {

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        try (Forward call = new Forward(manager, inputs, arguments, outputs)
                .with(network.encoder().published(""))) {
            NDArray pixels = PixelInput.read(call, network.sizes());
            NDArray pictures = routines.encoded(call, execution, pixels);
            call.output("image_embeds", pictures).output("last_hidden_state", pictures);
            NDArray ids = call.required("input_ids");
            NDArray positions = call.positions("position_ids", ids);
            NDArray mask = call.mask("attention_mask", ids);
            NDArray logits = routines.scores(call, execution, pictures, ids, positions, mask);
            call.output("logits", logits);
            NDArray labels = call.input("labels");
            if (labels != null) {
                call.output("loss", CrossEntropy.of(logits, CrossEntropy.following(labels), smoothing));
            }
            return call.finish();
        }
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
        return DecoderSession.begin(execution, network, routines, PixelInput.only(pictures), null);
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
