package triptych.text.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text that can be written in UTF-8. */
final class WellFormed {

    private WellFormed() {}

    /** Decodes UTF-8, and fails on what is not. */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /**
     * The text with U+FFFD in place of each half of a surrogate pair that stands alone. Native code would otherwise
     * read the text's other characters wrongly too.
     */
    static String text(String text) {
        int alone = firstAlone(text, 0);
        if (alone < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        for (; alone >= 0; alone = firstAlone(text, alone + 1)) {
            clean.setCharAt(alone, '\uFFFD');
        }
        return clean.toString();
    }

    private static int firstAlone(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE) {
                return at;
            }
            at += Character.charCount(c);
        }
        return -1;
    }
}
