package triptych.service.model;

import triptych.apps.GeneratedText;
import triptych.core.generate.Generated.Ending;

/**
 * How a text was written, in the words of Text Generation Inference.
 *
 * @param finishReason {@code eos_token} or {@code length}
 * @param generatedTokens how many, the end token included
 */
public record Details(String finishReason, int generatedTokens) {

    /** Of a text. */
    public static Details of(GeneratedText text) {
        return new Details(
                text.ending() == Ending.END_TOKEN ? "eos_token" : "length",
                text.tokens().size());
    }
}
