package triptych.fusion.family;

import java.util.Arrays;

/**
 * How BLIP's captions begin and end. Its own settings say so, not those of generation.
 *
 * @param start comes first
 * @param end comes last
 * @param padding fills what follows
 */
public record CaptionTokens(int start, int end, int padding) {

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
