package triptych.text.token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a text around its added tokens, for tokenizers that the tokenizers library does not run. */
final class AddedTokenSplitter {

    /**
     * A part of a text.
     *
     * @param start where it begins, in UTF-16 units
     * @param token the added token that it is; null for text between them
     */
    record Part(String text, int start, @Nullable AddedToken token) {}

    private final List<AddedToken> longestFirst;

    AddedTokenSplitter(Collection<AddedToken> tokens) {
        longestFirst = tokens.stream()
                .filter(token -> !token.content().isEmpty())
                .sorted(Comparator.comparingInt(
                                (AddedToken token) -> token.content().length())
                        .reversed())
                .toList();
    }

    /** The parts in order; texts between tokens that became empty are left out. */
    List<Part> split(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); ) {
            AddedToken token = startingAt(text, at);
            if (token == null) {
                at++;
                continue;
            }
            parts.add(new Part(text.substring(from, at), from, null));
            parts.add(new Part(token.content(), at, token));
            at += token.content().length();
            from = at;
        }
        parts.add(new Part(text.substring(from), from, null));
        takeBlanks(parts);
        return parts.stream().filter(part -> !part.text.isEmpty()).toList();
    }

    private @Nullable AddedToken startingAt(String text, int at) {
        for (AddedToken token : longestFirst) {
            if (text.startsWith(token.content(), at) && (!token.singleWord() || standsAlone(text, at, token))) {
                return token;
            }
        }
        return null;
    }

    private static boolean standsAlone(String text, int at, AddedToken token) {
        int end = at + token.content().length();
        return (at == 0 || text.charAt(at - 1) == ' ') && (end == text.length() || text.charAt(end) == ' ');
    }

    private static void takeBlanks(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            AddedToken token = parts.get(i).token;
            if (token == null) {
                continue;
            }
            // Every token stands between two parts of text, empty or not.
            if (token.rightStrip()) {
                Part next = parts.get(i + 1);
                String rest = PythonText.stripStart(next.text);
                parts.set(i + 1, new Part(rest, next.start + next.text.length() - rest.length(), null));
            }
            if (token.leftStrip()) {
                Part last = parts.get(i - 1);
                parts.set(i - 1, new Part(PythonText.stripEnd(last.text), last.start, null));
            }
        }
    }
}
