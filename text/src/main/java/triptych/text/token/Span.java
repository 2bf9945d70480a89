package triptych.text.token;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A part of a text.
 *
 * @param start its first character, counted in Unicode code points from 0
 * @param end the character behind its last; equal to {@code start} for a token that stands for no text
 */
public record Span(int start, int end) {

    private static final Span NONE = new Span(0, 0);

    /**
     * The spans that are left when {@code side} is cut off, and empty ones for tokens put behind.
     *
     * @param kept how many are left
     * @param behind how many tokens were put behind
     */
    static List<Span> cut(List<Span> spans, PaddingSide side, int kept, int behind) {
        int from = side == PaddingSide.LEFT ? spans.size() - kept : 0;
        List<Span> all = new ArrayList<>(spans.subList(from, from + kept));
        all.addAll(Collections.nCopies(behind, NONE));
        return List.copyOf(all);
    }

    Span shifted(int by) {
        return new Span(start + by, end + by);
    }
}
