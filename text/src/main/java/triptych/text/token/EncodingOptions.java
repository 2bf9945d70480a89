package triptych.text.token;

import java.util.Arrays;

/**
 * How a text is encoded.
 *
 * @param specialTokens whether the tokens are added that the model expects around a text
 * @param maxLength the most tokens allowed, those around the text included
 * @param truncation what happens when there are more
 * @param language the side of a translation that the text belongs to
 */
public record EncodingOptions(boolean specialTokens, int maxLength, Truncation truncation, Language language) {

    /** With the tokens around the text, of any length. */
    public static final EncodingOptions DEFAULT =
            new EncodingOptions(true, Integer.MAX_VALUE, Truncation.NONE, Language.SOURCE);

    /** @throws IllegalArgumentException if {@code maxLength} is below 1 */
    public EncodingOptions {
        if (maxLength < 1) {
            throw new IllegalArgumentException("maxLength is " + maxLength + ", must be at least 1");
        }
    }

    /** The text's own tokens only. */
    public EncodingOptions withoutSpecialTokens() {
        return new EncodingOptions(false, maxLength, truncation, language);
    }

    /** Refuses texts of more than {@code tokens} tokens. */
    public EncodingOptions limitedTo(int tokens) {
        return new EncodingOptions(specialTokens, tokens, Truncation.NONE, language);
    }

    /** Cuts off what makes the text longer than {@code tokens} tokens, in a pair from the longer text first. */
    public EncodingOptions cutTo(int tokens) {
        return cutTo(tokens, Truncation.LONGEST_FIRST);
    }

    /** Cuts off what makes the text longer than {@code tokens} tokens. */
    public EncodingOptions cutTo(int tokens, Truncation how) {
        return new EncodingOptions(specialTokens, tokens, how, language);
    }

    /** As a text of the other side of a translation. */
    public EncodingOptions in(Language side) {
        return new EncodingOptions(specialTokens, maxLength, truncation, side);
    }

    /**
     * Cuts the tokens of a single text.
     *
     * @param around how many special tokens come to them
     * @param side where the tokens go
     */
    int[] cut(int[] ids, int around, PaddingSide side) {
        boolean cuts = truncation == Truncation.LONGEST_FIRST || truncation == Truncation.ONLY_FIRST;
        int excess = ids.length + around - maxLength;
        if (!cuts || excess <= 0) {
            return ids;
        }
        int lost = Math.min(excess, ids.length);
        return side == PaddingSide.LEFT
                ? Arrays.copyOfRange(ids, lost, ids.length)
                : Arrays.copyOf(ids, ids.length - lost);
    }

    Encoding checked(Encoding encoding) {
        if (encoding.length() > maxLength) {
            throw new IllegalArgumentException("the text has " + encoding.length() + " tokens, at most " + maxLength
                    + " are allowed: shorten it, or ask for truncation");
        }
        return encoding;
    }
}
