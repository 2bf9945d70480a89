package triptych.apps;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated.Ending;

/**
 * A text that a model has written.
 *
 * @param text what was written, without special tokens; a captioner's prompt stands before it
 * @param score of a beam search: the sum of the words' log-probabilities over their number to the power of the length
 *     penalty, as the reference's {@code sequences_scores}; null for greedy search and sampling
 * @param tokens what was written, token by token as the vocabulary writes them, special ones included
 * @param ids the tokens' numbers as the reference returns them: the start token or the prompt first
 * @param ending why it ends
 * @param alternatives the other texts for the same input, where {@code num_return_sequences} asks for several; of beams
 *     the best first
 */
public record GeneratedText(
        String text,
        @Nullable Float score,
        List<String> tokens,
        List<Integer> ids,
        Ending ending,
        List<GeneratedText> alternatives) {

    /** Copies. */
    public GeneratedText {
        tokens = List.copyOf(tokens);
        ids = List.copyOf(ids);
        alternatives = List.copyOf(alternatives);
    }
}
