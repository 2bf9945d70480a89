package triptych.apps;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds sentences by the rules of Unicode (UAX 29) and, for the languages where ICU has one, a list of abbreviations
 * that end none. A line break always ends a sentence. Threads may share one.
 *
 * @see <a href="https://unicode.org/reports/tr29/#Sentence_Boundaries">Sentence boundaries</a>
 */
final class SentenceSplitter {

    private static final Pattern LINE =
            Pattern.compile("[^\\n\\r\\u0085\\u2028\\u2029]+|[\\n\\r\\u0085\\u2028\\u2029]+");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Initials, alone or together, which ICU's lists know in part; {@code I} is a word that ends sentences. */
    private static final Pattern INITIALS = Pattern.compile("(?!I\\.$)(?:\\p{Lu}\\.)+");

    /** What stands before names and is missing in ICU's lists. */
    private static final Map<String, Set<String>> TITLES = Map.of(
            "en", Set.of("Dr.", "St.", "Gen.", "Sen.", "Gov.", "Lt.", "Hon."),
            "pt", Set.of("Sr.", "Sra.", "Srta.", "Dra.", "Profa.", "Eng.", "Gen.", "Sen.", "Gov.", "Ten."));

    private final BreakIterator breaks;
    private final Set<String> titles;

    /**
     * For a language.
     *
     * @param language its code, such as {@code en}; empty if it is not known
     */
    SentenceSplitter(String language) {
        ULocale locale = ULocale.forLanguageTag(language);
        breaks = BreakIterator.getSentenceInstance(locale.setKeywordValue("ss", "standard"));
        titles = TITLES.getOrDefault(locale.getLanguage(), Set.of());
    }

    /** Cuts a text; one of spacing alone has no pieces. */
    SplitText split(String text) {
        List<int[]> sentences = new ArrayList<>();
        // ICU lets an abbreviation at the end of a line bind it to the next.
        Matcher line = LINE.matcher(text);
        BreakIterator breaksOfCall = (BreakIterator) breaks.clone();
        while (line.find()) {
            addSentences(breaksOfCall, text, line.start(), line.end(), sentences);
        }
        return of(text, sentences);
    }

    /** The text as one piece between its spacing; none if it is spacing alone. */
    static SplitText whole(String text) {
        int[] seen = seen(text, 0, text.length());
        return of(text, seen[0] == seen[1] ? List.of() : List.of(seen));
    }

    private void addSentences(BreakIterator breaks, String text, int from, int to, List<int[]> sentences) {
        breaks.setText(text.substring(from, to));
        int start = from;
        breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            int[] seen = seen(text, start, from + end);
            if (from + end < to && endsInAbbreviation(text.substring(seen[0], seen[1]))) {
                continue;
            }
            if (seen[0] < seen[1]) {
                sentences.add(seen);
            }
            start = from + end;
        }
    }

    private boolean endsInAbbreviation(String sentence) {
        int start = sentence.length();
        while (start > 0 && isPartOfAbbreviation(sentence.charAt(start - 1))) {
            start--;
        }
        String last = sentence.substring(start);
        return titles.contains(last) || INITIALS.matcher(last).matches();
    }

    private static boolean isPartOfAbbreviation(char c) {
        return c == '.' || Character.isLetterOrDigit(c);
    }

    /**
     * Cuts a text at given places.
     *
     * @param spans first and last-but-one place of each piece, in order
     */
    static SplitText of(String text, List<int[]> spans) {
        List<SplitText.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            int end = spans.get(i)[1];
            int next = i + 1 < spans.size() ? spans.get(i + 1)[0] : text.length();
            pieces.add(new SplitText.Piece(text.substring(spans.get(i)[0], end), text.substring(end, next)));
        }
        return new SplitText(spans.isEmpty() ? text : text.substring(0, spans.get(0)[0]), pieces);
    }

    /** The part between the spacing at both ends. */
    static int[] seen(String text, int from, int to) {
        int start = from;
        while (start < to && isSpacing(text.charAt(start))) {
            start++;
        }
        int end = to;
        while (end > start && isSpacing(text.charAt(end - 1))) {
            end--;
        }
        return new int[] {start, end};
    }

    static boolean isSpacing(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085' || c == BYTE_ORDER_MARK;
    }
}
