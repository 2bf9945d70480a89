package triptych.text.token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Private characters in place of those that SentencePiece's binding spoils on their way back to Java: it hands over
 * plain UTF-8 where Java's own form is needed, which differ beyond U+FFFF and at U+0000. SentencePiece only passes them
 * through.
 */
final class StandIns {

    private static final int FIRST = 0xe000;
    private static final int LAST = 0xf8ff;

    private final Map<Integer, Integer> hidden = new HashMap<>();
    private final Map<Integer, Integer> revealed = new HashMap<>();

    /** @throws IllegalArgumentException if there are more such characters than private ones */
    StandIns(List<String> pieces) {
        String all = String.join("", pieces);
        List<Integer> used = all.codePoints().distinct().boxed().toList();
        int free = FIRST;
        for (int c : used) {
            if (c != 0 && c <= Character.MAX_VALUE) {
                continue;
            }
            while (used.contains(free)) {
                free++;
            }
            if (free > LAST) {
                throw new IllegalArgumentException(
                        "the text has more different characters beyond U+FFFF than can be decoded at once");
            }
            hidden.put(c, free);
            revealed.put(free, c);
            free++;
        }
    }

    String hide(String text) {
        return replace(text, hidden);
    }

    String reveal(String text) {
        return replace(text, revealed);
    }

    private static String replace(String text, Map<Integer, Integer> by) {
        return by.isEmpty()
                ? text
                : text.codePoints()
                        .mapToObj(c -> Character.toString(by.getOrDefault(c, c)))
                        .collect(Collectors.joining());
    }
}
