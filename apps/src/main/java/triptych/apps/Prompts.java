package triptych.apps;

import java.util.Arrays;
import java.util.List;
import triptych.text.token.Encoding;

/** Shapes what a language model goes on from. */
final class Prompts {

    private Prompts() {}

    /** A prompt of one token. */
    static Encoding of(int token) {
        return new Encoding(new int[] {token}, List.of(""), new int[1], new int[] {1}, null);
    }

    /** The last tokens of a prompt, where it has more than {@code most}: what comes next follows from the end. */
    static Encoding lastOf(Encoding prompt, int most) {
        int length = prompt.length();
        if (length <= most) {
            return prompt;
        }
        int from = length - most;
        return new Encoding(
                Arrays.copyOfRange(prompt.ids(), from, length),
                prompt.tokens().subList(from, length),
                Arrays.copyOfRange(prompt.typeIds(), from, length),
                Arrays.copyOfRange(prompt.mask(), from, length),
                null);
    }
}
