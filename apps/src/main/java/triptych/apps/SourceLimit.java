package triptych.apps;

import org.jspecify.annotations.Nullable;
import triptych.core.model.PublishedEncoderDecoder;
import triptych.core.model.PublishedModel;
import triptych.text.model.PublishedReader;
import triptych.text.model.Seq2Seq;
import triptych.text.token.Encoding;
import triptych.text.token.EncodingOptions;
import triptych.text.token.Tokenizer;
import triptych.text.token.Truncation;

/**
 * Encodes texts for a model that takes so many tokens.
 *
 * @param tokenizer the model's
 * @param tokens the most that the model takes, those around the text included
 * @param overlong what happens to longer texts
 */
record SourceLimit(Tokenizer tokenizer, int tokens, Overlong overlong) {

    /**
     * A model's own limit: its positions, or, where it has no table of them, what its tokenizer says. Where nobody
     * says, a text may fill a batch: memory grows with its square.
     */
    static int of(PublishedModel model, Tokenizer tokenizer, OpenOptions options) {
        int positions = positions(model);
        return positions < Integer.MAX_VALUE ? positions : tokenizer.maxLength().orElse(options.batchTokens());
    }

    private static int positions(PublishedModel model) {
        if (model instanceof PublishedReader reader) {
            return reader.network().maxPositions();
        }
        return model instanceof PublishedEncoderDecoder pair && pair.network() instanceof Seq2Seq network
                ? network.maxSourcePositions()
                : Integer.MAX_VALUE;
    }

    EncodingOptions options() {
        return overlong == Overlong.CUT
                ? EncodingOptions.DEFAULT.cutTo(tokens, Truncation.LONGEST_FIRST)
                : EncodingOptions.DEFAULT.limitedTo(tokens);
    }

    /**
     * The tokens of a text behind a prefix that the model was taught.
     *
     * @return an error if the text is blank, or too long and may not be cut
     */
    Outcome<Encoding> encode(String prefix, String text) {
        return Outcome.of(() -> tokenizer.encode(prefix + notBlank(text), null, options()));
    }

    /** The tokens of a text, or of a pair of texts of which the longer is cut first. */
    Outcome<Encoding> encodePair(String text, @Nullable String pair) {
        return Outcome.of(() -> tokenizer.encode(notBlank(text), pair, options()));
    }

    /**
     * The text itself.
     *
     * @throws IllegalArgumentException if it is blank
     */
    static String notBlank(String text) {
        if (text.chars().allMatch(c -> SentenceSplitter.isSpacing((char) c))) {
            throw new IllegalArgumentException(
                    text.isEmpty() ? "the text is empty" : "the text holds nothing but spacing");
        }
        return text;
    }
}
