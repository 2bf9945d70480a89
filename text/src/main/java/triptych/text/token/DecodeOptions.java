package triptych.text.token;

/**
 * How tokens become text again.
 *
 * @param skipSpecialTokens whether special tokens, such as the end, are left out
 * @param cleanUp whether blanks before English punctuation and contractions are removed; byte-level tokenizers ignore
 *     it, as their blanks are the text's own
 */
public record DecodeOptions(boolean skipSpecialTokens, boolean cleanUp) {

    /** The text without special tokens. */
    public static final DecodeOptions TEXT = new DecodeOptions(true, false);

    /** Every token, special ones too. */
    public static final DecodeOptions ALL_TOKENS = new DecodeOptions(false, false);
}
