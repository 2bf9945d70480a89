package triptych.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts sentences that are longer than a model was made for: after a comma or the like where one stands in the second
 * half of what fits, else between words, else inside one. Nothing is lost.
 *
 * @param mostTokens the most tokens of a piece, at least 1
 * @param tokens counts those of a text
 */
record LongPieces(int mostTokens, ToIntFunction<String> tokens) {

    /** More characters than the tokens that fit have; bounds what is counted for one cut. */
    private static final int CHARACTERS_PER_TOKEN = 16;

    private static final String CLAUSE_ENDS = ",;:)]}\u2013\u2014\u2026\u00bb\u3001\u3002\uff0c\uff1b\uff1a";

    /** The same text in pieces that fit. */
    SplitText cut(SplitText text) {
        List<SplitText.Piece> pieces = new ArrayList<>();
        for (SplitText.Piece piece : text.pieces()) {
            if (fits(piece.text())) {
                pieces.add(piece);
            } else {
                cut(piece, pieces);
            }
        }
        return new SplitText(text.lead(), pieces);
    }

    private boolean fits(String text) {
        // Counting a text of a megabyte only to find it too long would be done again for each cut.
        return text.length() <= window() && tokens.applyAsInt(text) <= mostTokens;
    }

    private int window() {
        return Math.multiplyExact(mostTokens, CHARACTERS_PER_TOKEN);
    }

    private void cut(SplitText.Piece piece, List<SplitText.Piece> pieces) {
        String text = piece.text();
        int from = 0;
        while (text.codePointCount(from, text.length()) > 1 && !fits(text.substring(from))) {
            int end = from + end(text.substring(from, Math.min(text.length(), from + window())));
            int next = end;
            while (SentenceSplitter.isSpacing(text.charAt(next))) { // a piece ends with something to be seen
                next++;
            }
            pieces.add(new SplitText.Piece(text.substring(from, end), text.substring(end, next)));
            from = next;
        }
        pieces.add(new SplitText.Piece(text.substring(from), piece.gap()));
    }

    /** Where the first piece of a text ends. */
    private int end(String text) {
        List<Integer> words = wordEnds(text);
        int fitting = fitting(text, words);
        if (fitting < 0) {
            List<Integer> characters = characterEnds(text);
            return characters.get(Math.max(0, fitting(text, characters)));
        }
        for (int i = fitting; words.get(i) > words.get(fitting) / 2 && i > 0; i--) {
            if (CLAUSE_ENDS.indexOf(text.charAt(words.get(i) - 1)) >= 0) {
                return words.get(i);
            }
        }
        return words.get(fitting);
    }

    /** Number of the last of these ends up to which the text fits; -1 if none does. */
    private int fitting(String text, List<Integer> ends) {
        int low = -1;
        int high = ends.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (tokens.applyAsInt(text.substring(0, ends.get(middle))) <= mostTokens) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static List<Integer> wordEnds(String text) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 1; i < text.length(); i++) {
            if (SentenceSplitter.isSpacing(text.charAt(i)) && !SentenceSplitter.isSpacing(text.charAt(i - 1))) {
                ends.add(i);
            }
        }
        return ends;
    }

    private static List<Integer> characterEnds(String text) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            i += Character.charCount(text.codePointAt(i));
            ends.add(i);
        }
        return ends;
    }
}
