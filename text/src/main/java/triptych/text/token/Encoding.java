package triptych.text.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text, or a pair of texts, as a model reads it. All parts have the same length.
 *
 * @param ids the tokens' numbers in the vocabulary
 * @param tokens the tokens as the vocabulary writes them
 * @param typeIds 0 for the first text, 1 for the second where the family tells them apart
 * @param mask 1 for each token
 * @param spans where in its text each token stands; null where the tokenizer does not know
 */
@SuppressWarnings("ArrayRecordComponent") // not boxed; equality is not asked for
public record Encoding(
        int[] ids,
        List<String> tokens,
        int[] typeIds,
        int[] mask,
        @Nullable List<Span> spans) {

    /** The same with other spans. */
    public Encoding withSpans(@Nullable List<Span> others) {
        return new Encoding(ids, tokens, typeIds, mask, others);
    }

    /** The number of tokens. */
    public int length() {
        return ids.length;
    }
}
