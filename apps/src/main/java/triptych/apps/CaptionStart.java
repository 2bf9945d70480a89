package triptych.apps;

import java.util.Collections;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Request;
import triptych.fusion.model.CaptionTokens;
import triptych.text.token.Tokenizer;

/** How a family of captioners begins to write. */
interface CaptionStart {

    /** How the checkpoint wants captions to be searched. */
    GenerationSettings settings();

    /** Whether captions can be given their first words. */
    boolean takesPrompt();

    /**
     * What captions go on from.
     *
     * @param pictures how many
     * @param settings of the call
     * @param prompt the captions' first words; null for none
     * @throws IllegalArgumentException if the family takes no prompt
     */
    Request request(int pictures, GenerationSettings settings, @Nullable String prompt);

    /** A vision-encoder-decoder: from the start token. */
    record OfDecoder(GenerationSettings settings) implements CaptionStart {

        @Override
        public boolean takesPrompt() {
            return false;
        }

        @Override
        public Request request(int pictures, GenerationSettings settings, @Nullable String prompt) {
            if (prompt != null) {
                throw new IllegalArgumentException("a vision-encoder-decoder takes no prompt; BLIP does");
            }
            return Request.writing(settings, pictures, null, OptionalInt.empty());
        }
    }

    /** BLIP: from a start token of its own and the prompt's words. */
    record OfBlip(GenerationSettings settings, CaptionTokens tokens, Tokenizer tokenizer, OptionalInt positions)
            implements CaptionStart {

        @Override
        public boolean takesPrompt() {
            return true;
        }

        @Override
        public Request request(int pictures, GenerationSettings settings, @Nullable String prompt) {
            int[] start = prompt == null
                    ? tokens.prompt()
                    : tokens.prompt(tokenizer.encode(prompt).ids());
            int[][] rows = Collections.nCopies(pictures, start).toArray(int[][]::new);
            return Request.continuing(rows, null, positions);
        }
    }
}
