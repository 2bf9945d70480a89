package triptych.fusion.model;

import java.util.Arrays;
import triptych.core.generate.GenerationSettings;

/**
 * How BLIP's captions begin and end. The model's settings say so; those of generation have no say in it.
 *
 * @param start comes first
 * @param end comes last
 * @param padding fills what follows
 */
public record CaptionTokens(int start, int end, int padding) {

    /** {@code settings} with these tokens in place of theirs. */
    public GenerationSettings in(GenerationSettings settings) {
        return settings.toBuilder()
                .bosTokenId(start)
                .eosTokenId(end)
                .padTokenId(padding)
                .build();
    }

    /** What a caption without a prompt goes on from. */
    public int[] prompt() {
        return new int[] {start};
    }

    /**
     * What a caption with a prompt goes on from: the start token in place of the tokenizer's first token, and without
     * its last one, which would end the text.
     *
     * @param ids of the prompt with the tokenizer's special tokens
     * @throws IllegalArgumentException if it has not both of them
     */
    public int[] prompt(int[] ids) {
        if (ids.length < 2) {
            throw new IllegalArgumentException(
                    "the prompt has " + ids.length + " tokens; it needs the tokenizer's first and last");
        }
        int[] prompt = Arrays.copyOf(ids, ids.length - 1);
        prompt[0] = start;
        return prompt;
    }
}
