package triptych.apps.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import triptych.apps.parity.Outcome.Verdict;

class ComparisonTest {

    private static final Tolerance USUAL = new Tolerance(1e-4, 1e-4);

    private final Comparison comparison = new Comparison();

    private Outcome compared(float[] want, float[] got) {
        comparison.numbers("logits", Values.of(want, want.length), Values.of(got, got.length), USUAL);
        return comparison.outcome();
    }

    private static void assertFailed(String text, Outcome outcome) {
        assertEquals(Verdict.FAILED, outcome.verdict());
        assertTrue(outcome.text().contains(text), outcome.text());
    }

    @Test
    void tellsTheLargestDifference() {
        Outcome outcome = compared(new float[] {1, 100}, new float[] {1.00005f, 100.005f});
        assertEquals(Verdict.PASSED, outcome.verdict());
        assertEquals("largest difference 5.0e-03 (logits)", outcome.text());
        assertEquals(0.005, Objects.requireNonNull(outcome.largest()), 1e-5);
    }

    @Test
    void tellsTheWorstNumberAndItsPlace() {
        comparison.numbers(
                "logits",
                Values.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                Values.of(new float[] {1, 2.5f, 3, 4, 5, 7}, 2, 3),
                USUAL);
        assertFailed("logits at [1, 2] is 7.0, needed 6.0 (2 of 6 wrong)", comparison.outcome());
    }

    @Test
    void neverPassesNaN() {
        assertFailed("is NaN, needed NaN", compared(new float[] {Float.NaN}, new float[] {Float.NaN}));
    }

    @Test
    void passesTheSameInfinityOnly() {
        float infinity = Float.POSITIVE_INFINITY;
        assertEquals(
                Verdict.PASSED,
                compared(new float[] {infinity, -infinity}, new float[] {infinity, -infinity})
                        .verdict());
        assertFailed(
                "is 3.4028235E38, needed Infinity", compared(new float[] {infinity}, new float[] {Float.MAX_VALUE}));
    }

    @Test
    void looksAtTheShapeFirst() {
        comparison.numbers("logits", Values.of(new float[6], 2, 3), Values.of(new float[6], 3, 2), USUAL);
        assertFailed("logits has the shape (3, 2), needed (2, 3)", comparison.outcome());
    }

    @Test
    void wantsWholeNumbersEqual() {
        comparison.numbers("ids", Values.of(new long[] {100000}, 1), Values.of(new long[] {100001}, 1), USUAL);
        assertFailed("ids at [0] is 100001, needed 100000", comparison.outcome());
    }

    @Test
    void tellsLevelsFromRealNumbers() {
        comparison.numbers("pixels", Values.of(new byte[1], 1), Values.of(new float[1], 1), USUAL);
        assertFailed("needed whole numbers", comparison.outcome());
    }

    @Test
    void leavesOutWhatHasNoDefinedValue() {
        comparison.numbers(
                "hidden",
                Values.of(new float[] {1, 2}, 2),
                Values.of(new float[] {1, Float.NaN}, 2),
                USUAL,
                index -> index == 0);
        assertEquals("equal", comparison.outcome().text());
    }

    @Test
    void comparesPicturesOnAverage() {
        Values want = Values.of(new byte[] {10, 20}, 2);
        comparison.onAverage("rgb", want, Values.of(new byte[] {10, 22}, 2), 1);
        assertEquals(
                "largest difference 1.0e+00 (rgb on average)",
                comparison.outcome().text());
        comparison.onAverage("rgb", want, Values.of(new byte[] {10, 23}, 2), 1);
        assertFailed("rgb differs by 1.5e+00 levels on average", comparison.outcome());
    }

    @Test
    void tellsTheFirstWrongToken() {
        comparison.tokens("sequence 1", new int[] {5, 6, 7}, new int[] {5, 9, 8});
        assertFailed("sequence 1: token 1 is 9, needed 6", comparison.outcome());
    }

    @Test
    void tellsAMissingToken() {
        comparison.tokens("ids", new int[] {5, 6}, new int[] {5});
        assertFailed("ids: token 1 is missing, needed 6", comparison.outcome());
    }

    @Test
    void tellsTheFirstWrongText() {
        comparison.items("tokens", List.of("a", "b"), List.of("a", "c"));
        assertFailed("tokens: number 1 is \"c\", needed \"b\"", comparison.outcome());
    }

    @Test
    void keepsTheFirstFailure() {
        comparison.text("text", "a", "b");
        comparison.text("other", "a", "c");
        assertFailed("text is \"b\"", comparison.outcome());
    }

    @Test
    void failsACaseThatComparesNothing() {
        assertFailed("nothing that could be compared", comparison.outcome());
        comparison.numbers("hidden", Values.of(new float[1], 1), Values.of(new float[1], 1), USUAL, index -> false);
        assertFailed("nothing that could be compared", comparison.outcome());
    }
}
