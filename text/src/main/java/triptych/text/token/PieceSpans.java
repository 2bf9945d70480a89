package triptych.text.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.text.token.CharacterTable.Replaced;

/**
 * Finds the pieces of a SentencePiece model again in the text that was split, which its library's binding does not
 * tell. A text that the model changed in a way that cannot be followed has no spans.
 */
final class PieceSpans {

    private static final int BLANK = ' ';
    private static final int WRITTEN_BLANK = '\u2581';

    private final SentencePieceModel model;
    private final List<Replaced> text;
    private final List<Span> spans = new ArrayList<>();
    private int at;

    private PieceSpans(SentencePieceModel model, List<Replaced> text) {
        this.model = model;
        this.text = text;
    }

    /**
     * Where pieces stand.
     *
     * @param ids of all the pieces of {@code text}, in order
     * @param table replaces characters as the model does
     * @return a span each, with the blanks that belong to the piece; null if they are not found
     */
    static @Nullable List<Span> of(SentencePieceModel model, CharacterTable table, String text, int[] ids) {
        PieceSpans finding = new PieceSpans(model, table.replace(text));
        for (int i = 0; i < ids.length; ) {
            int next = i + finding.bytesFrom(ids, i);
            boolean found = next > i
                    ? finding.takeBytes(i, next)
                    : model.isUnknown(ids[i]) ? finding.takeUnknown(ids, i) : finding.take(ids[i]);
            if (!found) {
                return null;
            }
            i = Math.max(next, i + 1);
        }
        return finding.restIsBlank() ? finding.spans : null;
    }

    private boolean take(int id) {
        int[] range = match(at, points(id));
        if (range == null) {
            return false;
        }
        at = range[1];
        spans.add(span(range[0], range[1]));
        return true;
    }

    /** An unknown piece is what stands before the next that is known. */
    private boolean takeUnknown(int[] ids, int i) {
        int from = blanksFrom(at);
        int end = from + 1;
        boolean known = i + 1 < ids.length && !model.isUnknown(ids[i + 1]);
        int[] next = known ? points(ids[i + 1]) : new int[0];
        if (i + 1 == ids.length) {
            end = text.size();
        }
        while (known && end < text.size() && match(end, next) == null) {
            end++;
        }
        if (end > text.size()) {
            return false;
        }
        at = end;
        spans.add(span(from, end));
        return true;
    }

    /** How many pieces from {@code i} on stand for single bytes. */
    private int bytesFrom(int[] ids, int i) {
        int end = i;
        while (end < ids.length && model.isByte(ids[end])) {
            end++;
        }
        return end - i;
    }

    /** A character's bytes all stand for all of it. */
    private boolean takeBytes(int from, int to) {
        for (int i = from; i < to; ) {
            at = blanksFrom(at);
            int bytes = at == text.size() ? 0 : utf8Length(text.get(at).codePoint());
            if (bytes == 0 || i + bytes > to) {
                return false;
            }
            for (int k = 0; k < bytes; k++) {
                spans.add(span(at, at + 1));
            }
            i += bytes;
            at++;
        }
        return true;
    }

    private static int utf8Length(int codePoint) {
        return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Where {@code points} stand from {@code from} on, behind blanks that the model drops; null if they don't. */
    private int @Nullable [] match(int from, int[] points) {
        int place = from;
        int start = -1;
        for (int k = 0; k < points.length; k++) {
            if (points[k] != BLANK) {
                place = blanksFrom(place);
            } else if (place == text.size() || (from == 0 && k == 0 && !isBlank(place))) {
                continue; // put before a text, or behind it, that has none there
            } else if (!isBlank(place)) {
                return null;
            }
            if (place == text.size() || (points[k] != BLANK && text.get(place).codePoint() != points[k])) {
                return null;
            }
            start = start < 0 ? place : start;
            place++;
        }
        return new int[] {start < 0 ? place : start, place};
    }

    private int blanksFrom(int from) {
        int place = from;
        while (place < text.size() && isBlank(place)) {
            place++;
        }
        return place;
    }

    private boolean isBlank(int place) {
        int c = text.get(place).codePoint();
        return c == BLANK || c == WRITTEN_BLANK;
    }

    private boolean restIsBlank() {
        return blanksFrom(at) == text.size();
    }

    private int[] points(int id) {
        int[] points = model.pieces().get(id).text().codePoints().toArray();
        return Arrays.stream(points).map(c -> c == WRITTEN_BLANK ? BLANK : c).toArray();
    }

    private Span span(int from, int to) {
        if (from == to) {
            int place = from < text.size()
                    ? text.get(from).source().start()
                    : text.isEmpty() ? 0 : text.get(text.size() - 1).source().end();
            return new Span(place, place);
        }
        return new Span(
                text.get(from).source().start(), text.get(to - 1).source().end());
    }
}
