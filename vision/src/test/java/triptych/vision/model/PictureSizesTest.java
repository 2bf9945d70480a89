package triptych.vision.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import triptych.core.ops.PatchGrid;
import triptych.vision.model.PictureSizes.Fit;

class PictureSizesTest {

    private final PictureSizes fixed = new PictureSizes(3, new PatchGrid(32, 32, 8), Fit.ON_REQUEST);
    private final PictureSizes oblong = new PictureSizes(3, new PatchGrid(24, 40, 8), Fit.ON_REQUEST);
    private final PictureSizes flexible = new PictureSizes(3, new PatchGrid(28, 28, 14), Fit.ALWAYS);

    @Test
    void takesTheTrainedSizeOnly() {
        assertDoesNotThrow(() -> fixed.require(new Shape(2, 3, 32, 32)));
        assertMessage("33 by 32", () -> fixed.require(new Shape(2, 3, 33, 32)));
        assertMessage("needs 24 by 40", () -> oblong.require(new Shape(2, 3, 40, 24)));
    }

    @Test
    void takesOtherSizesOnRequest() {
        assertDoesNotThrow(() -> fixed.requireInterpolated(new Shape(1, 3, 35, 90)));
        assertMessage("less than a patch of 8 by 8", () -> fixed.requireInterpolated(new Shape(1, 3, 7, 90)));
    }

    @Test
    void takesOtherSizesUnaskedWhereTheReferenceDoes() {
        assertDoesNotThrow(() -> flexible.require(new Shape(1, 3, 45, 43)));
    }

    @Test
    void refusesToInterpolateFromAnOblongGrid() {
        assertDoesNotThrow(() -> oblong.requireInterpolated(new Shape(1, 3, 24, 40)));
        assertMessage("3 rows and 5 columns", () -> oblong.requireInterpolated(new Shape(1, 3, 32, 40)));
    }

    @Test
    void refusesWhatAreNoPictures() {
        assertMessage("[batch, 3, height, width]", () -> fixed.require(new Shape(3, 32, 32)));
        assertMessage("[batch, 3, height, width]", () -> fixed.require(new Shape(2, 1, 32, 32)));
    }

    private static void assertMessage(String part, Runnable body) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, body::run).getMessage());
        assertTrue(message.contains(part), message);
    }
}
