package triptych.apps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import triptych.core.model.PublishedEncoderDecoder;
import triptych.core.model.PublishedModel;
import triptych.core.model.PublishedStack;
import triptych.fusion.model.PublishedCaptioner;

/** Asks a model again, with the text that it wrote, where it looked. */
final class Attending {

    private static final String NAME = "cross_attentions.";

    private Attending() {}

    /**
     * The attention of each written token.
     *
     * @param inputs the source as one row, by the reference's argument names
     * @param manager owns them
     * @param text what was written about it
     * @throws IllegalArgumentException if the model's decoder looks at no source
     */
    static CrossAttention of(PublishedModel model, Map<String, NDArray> inputs, NDManager manager, GeneratedText text) {
        PublishedModel writer = model instanceof PublishedCaptioner captioner ? captioner.model() : model;
        if (!(writer instanceof PublishedEncoderDecoder pair)) {
            throw new IllegalArgumentException("this model's decoder gives no attention on a source");
        }
        int layers = pair.stacks().stream()
                .filter(stack -> stack.prefix().equals("decoder_"))
                .mapToInt(PublishedStack::layers)
                .findFirst()
                .orElse(0);
        Map<String, NDArray> all = new LinkedHashMap<>(inputs);
        // The last token is only the answer to what stands before it.
        all.put(
                "decoder_input_ids",
                Tensors.of(manager, text.ids().subList(0, text.ids().size() - 1)));
        Set<String> names = new LinkedHashSet<>();
        for (int layer = 0; layer < layers; layer++) {
            names.add(NAME + layer);
        }
        return weights(
                model.forward(manager, all, Map.of(), names),
                layers,
                text.tokens().size());
    }

    /** Those of the last {@code tokens} positions: what stands before is a prompt. */
    private static CrossAttention weights(Map<String, NDArray> outputs, int layers, int tokens) {
        float[][] weights = new float[layers][];
        Shape shape = new Shape(1, 0, tokens, 0);
        for (int layer = 0; layer < layers; layer++) {
            NDArray all = outputs.get(NAME + layer);
            if (all == null) {
                throw new IllegalStateException("the model gave no " + NAME + layer);
            }
            long length = all.getShape().get(2);
            NDArray written = all.get(":, :, " + (length - tokens) + ":, :");
            shape = written.getShape();
            weights[layer] = written.toFloatArray();
        }
        return new CrossAttention((int) shape.get(1), tokens, (int) shape.get(3), weights);
    }
}
