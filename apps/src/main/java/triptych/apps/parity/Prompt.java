package triptych.apps.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Request;
import triptych.fusion.model.CaptionTokens;
import triptych.fusion.model.PublishedBlip;
import triptych.text.model.PublishedLanguageModel;

/**
 * What a model goes on from.
 *
 * @param inputs of the session: a source, pictures, or the prompt of a model that only continues
 * @param request the first tokens of each row
 */
record Prompt(Map<String, NDArray> inputs, Request request) {

    /** Reads what sequences are written about; {@code manager} owns it. */
    static Prompt of(GenerateCheck.Source source, Subject subject, GenerationSettings settings, NDManager manager)
            throws IOException {
        Map<String, NDArray> inputs = subject.arrays(source.inputs(), manager);
        NDArray prefix = inputs.remove("decoder_input_ids");
        if (!source.images().isEmpty()) {
            inputs.put("pixel_values", subject.pixels(source.images(), manager));
        }
        if (!source.texts().isEmpty()) {
            Map<String, NDArray> texts = Batch.ofTexts(subject.tokenizer(), source.texts(), manager);
            if (inputs.containsKey("pixel_values")) {
                prefix = texts.get("input_ids");
            } else {
                inputs.put("input_ids", need(texts, "input_ids"));
                inputs.put("attention_mask", need(texts, "attention_mask"));
            }
        }
        return new Prompt(inputs, request(inputs, prefix, subject, settings));
    }

    private static Request request(
            Map<String, NDArray> inputs, @Nullable NDArray prefix, Subject subject, GenerationSettings settings)
            throws IOException {
        OptionalInt positions = subject.positions();
        int[][] ids = rows(inputs.get("input_ids"));
        if (subject.model() instanceof PublishedLanguageModel) {
            return Request.continuing(
                    Values.of(need(inputs, "input_ids")).rows(), rows(inputs.get("attention_mask")), positions);
        }
        if (subject.model() instanceof PublishedBlip blip) {
            return captions(
                    blip.tokens(),
                    Math.toIntExact(need(inputs, "pixel_values").getShape().get(0)),
                    prefix,
                    positions);
        }
        if (prefix != null) {
            return Request.writingBehind(settings, Values.of(prefix).rows(), ids, positions);
        }
        NDArray first = inputs.values().iterator().next();
        return Request.writing(settings, Math.toIntExact(first.getShape().get(0)), ids, positions);
    }

    /** BLIP has its own way to begin. */
    private static Request captions(CaptionTokens tokens, int rows, @Nullable NDArray prefix, OptionalInt positions) {
        int[][] prompts = new int[rows][];
        int[][] given = rows(prefix);
        for (int row = 0; row < rows; row++) {
            prompts[row] = given == null ? tokens.prompt() : tokens.prompt(given[row]);
        }
        return new Request(prompts, null, null, positions);
    }

    private static int @Nullable [][] rows(@Nullable NDArray array) {
        return array == null ? null : Values.of(array).rows();
    }

    private static NDArray need(Map<String, NDArray> inputs, String name) {
        NDArray found = inputs.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no '" + name + "'; given were " + inputs.keySet());
        }
        return found;
    }
}
