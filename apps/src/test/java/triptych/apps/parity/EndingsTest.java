package triptych.apps.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import triptych.core.generate.SpecialTokens;

class EndingsTest {

    private static int[] trimmed(int promptLength, int... sequence) {
        return new Endings(new SpecialTokens(null, List.of(2, 9), 1, List.of(2)), promptLength).trimmed(sequence);
    }

    @Test
    void stopsBehindTheFirstEndToken() {
        assertArrayEquals(new int[] {0, 5, 9}, trimmed(1, 0, 5, 9, 4, 2));
    }

    @Test
    void passesOverAStartThatIsAlsoAnEnd() {
        assertArrayEquals(new int[] {2, 5, 2}, trimmed(1, 2, 5, 2, 1));
        assertArrayEquals(new int[] {2, 9, 5, 2}, trimmed(2, 2, 9, 5, 2));
    }

    @Test
    void dropsPaddingOfASequenceWithoutAnEnd() {
        assertArrayEquals(new int[] {0, 5}, trimmed(1, 0, 5, 1, 1));
    }

    @Test
    void keepsThePaddingOfAPrompt() {
        assertArrayEquals(new int[] {1, 1, 5, 2}, trimmed(3, 1, 1, 5, 2, 1));
    }
}
