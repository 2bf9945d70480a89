package triptych.vision.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TargetSizeTest {

    @Test
    void cutsTheLongerEdgeInsteadOfRounding() {
        // 38 * 53 / 37 = 54.43, 5 * 14 / 9 = 7.78
        assertEquals(new Extent(38, 54), new TargetSize.ShortestEdge(38).of(new Extent(37, 53)));
        assertEquals(new Extent(7, 5), new TargetSize.ShortestEdge(5).of(new Extent(14, 9)));
    }

    @Test
    void neverMakesALongEdgeTooLong() {
        // What the reference gives.
        TargetSize size = new TargetSize.ShortestAndLongest(10, 25);
        assertEquals(new Extent(10, 20), size.of(new Extent(50, 100)));
        assertEquals(new Extent(6, 25), size.of(new Extent(25, 100)));
        assertEquals(new Extent(25, 7), size.of(new Extent(85, 25)));
    }

    @Test
    void fitsIntoABoxWithoutChangingTheShape() {
        TargetSize size = new TargetSize.Within(new Extent(20, 30));
        assertEquals(new Extent(10, 30), size.of(new Extent(40, 120)));
        assertEquals(new Extent(20, 20), size.of(new Extent(7, 7)));
    }

    @Test
    void refusesASizeWithoutPixels() {
        TargetSize size = new TargetSize.Within(new Extent(10, 10));
        assertThrows(IllegalArgumentException.class, () -> size.of(new Extent(1, 1000)));
    }
}
