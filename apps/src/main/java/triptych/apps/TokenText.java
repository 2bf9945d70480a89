package triptych.apps;

import java.util.Arrays;
import triptych.text.token.DecodeOptions;
import triptych.text.token.Tokenizer;

/** Makes text of tokens as they come; a character that is not complete yet waits for its last token. */
final class TokenText {

    private static final char INCOMPLETE = '\uFFFD';

    private final Tokenizer tokenizer;
    private final DecodeOptions decoding;
    private int[] tokens;
    private int told;

    /** @param shown the tokens that the text begins with */
    TokenText(Tokenizer tokenizer, DecodeOptions decoding, int[] shown) {
        this.tokenizer = tokenizer;
        this.decoding = decoding;
        this.tokens = shown;
    }

    /** What a token adds to the text. */
    String add(int token) {
        tokens = Arrays.copyOf(tokens, tokens.length + 1);
        tokens[tokens.length - 1] = token;
        String text = tokenizer.decode(tokens, decoding);
        return text.isEmpty() || text.charAt(text.length() - 1) == INCOMPLETE ? "" : next(text);
    }

    /** What waited in vain. */
    String end() {
        return next(tokenizer.decode(tokens, decoding));
    }

    private String next(String text) {
        String part = text.length() > told ? text.substring(told) : "";
        told += part.length();
        return part;
    }
}
