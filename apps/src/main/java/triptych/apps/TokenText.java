package triptych.apps;

import java.util.Arrays;
import java.util.function.Consumer;
import triptych.text.token.DecodeOptions;
import triptych.text.token.Tokenizer;

/** Tells a text part by part as its tokens come; a character that is not complete yet waits for its last token. */
final class TokenText {

    private static final char INCOMPLETE = '\uFFFD';

    private final Tokenizer tokenizer;
    private final DecodeOptions decoding;
    private final Consumer<String> listener;
    private int[] tokens = new int[0];
    private String told = "";

    TokenText(Tokenizer tokenizer, DecodeOptions decoding, Consumer<String> listener) {
        this.tokenizer = tokenizer;
        this.decoding = decoding;
        this.listener = listener;
    }

    void add(int token) {
        tokens = Arrays.copyOf(tokens, tokens.length + 1);
        tokens[tokens.length - 1] = token;
        String text = tokenizer.decode(tokens, decoding);
        if (text.isEmpty() || text.charAt(text.length() - 1) != INCOMPLETE) {
            tell(text);
        }
    }

    /** Tells what waited in vain. */
    void end() {
        tell(tokenizer.decode(tokens, decoding));
    }

    private void tell(String text) {
        if (text.length() > told.length()) {
            listener.accept(text.substring(told.length()));
            told = text;
        }
    }
}
