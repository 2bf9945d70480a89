package triptych.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class SharedSourcesTest {

    private final SharedSources sources = new SharedSources(3);

    @Test
    void keepsSourcesWhereRowsOnlyMultiplyOrChangePlaces() {
        assertNull(sources.keep(new int[] {0, 1, 2}));
        assertNull(sources.keep(new int[] {0, 0, 1, 1, 2, 2}));
        assertNull(sources.keep(new int[] {1, 1, 3, 2, 5, 4}));
        assertNull(sources.keep(new int[] {0, 2, 4}));
    }

    @Test
    void dropsSourcesWithoutRows() {
        sources.keep(new int[] {0, 0, 1, 1, 2, 2});
        assertArrayEquals(new int[] {0, 2}, sources.keep(new int[] {0, 1, 4, 5}));
        assertArrayEquals(new int[] {1}, sources.keep(new int[] {3}));
        assertNull(sources.keep(new int[] {0, 0, 0}));
    }

    @Test
    void repeatsSourcesWhoseRowsAreUnequallyMany() {
        sources.keep(new int[] {0, 0, 1, 1, 2, 2});
        assertArrayEquals(new int[] {0, 0, 2}, sources.keep(new int[] {0, 1, 4}));
        assertArrayEquals(new int[] {0, 2, 2}, sources.keep(new int[] {0, 0, 2, 2, 2, 2}));
    }

    @Test
    void repeatsSourcesWhoseRowsDoNotStandTogether() {
        assertArrayEquals(new int[] {2, 0, 2, 1}, sources.keep(new int[] {2, 0, 2, 1}));
    }
}
