package triptych.vision.model;

import ai.djl.ndarray.types.Shape;
import triptych.core.ops.PatchGrid;

/**
 * Which pictures a model takes. Blocks resize positions for any picture; this says whether the reference would.
 *
 * @param channels of a picture
 * @param grid how pictures are cut, and the trained size
 * @param fit what becomes of other sizes
 */
public record PictureSizes(int channels, PatchGrid grid, Fit fit) {

    /** What becomes of pictures of another size than the trained one. */
    public enum Fit {
        /** They are refused unless a caller asks for interpolated positions. */
        ON_REQUEST,
        /** Positions are interpolated. */
        ALWAYS
    }

    /**
     * Refuses pictures that the model does not take when nobody asks for interpolated positions.
     *
     * @param pixels shape of the pictures, {@code [batch, channels, height, width]}
     * @throws IllegalArgumentException if they don't fit
     */
    public void require(Shape pixels) {
        if (fit == Fit.ALWAYS) {
            requireInterpolated(pixels);
            return;
        }
        requirePictures(pixels);
        if (pixels.get(2) != grid.height() || pixels.get(3) != grid.width()) {
            throw new IllegalArgumentException(
                    "the pictures have %d by %d pixels (height, width), the model needs %d by %d; interpolate_pos_encoding lets it take others"
                            .formatted(pixels.get(2), pixels.get(3), grid.height(), grid.width()));
        }
    }

    /**
     * Refuses pictures that interpolated positions cannot fit.
     *
     * @param pixels shape of the pictures, {@code [batch, channels, height, width]}
     * @throws IllegalArgumentException if they don't fit
     */
    public void requireInterpolated(Shape pixels) {
        requirePictures(pixels);
        long rows = pixels.get(2) / grid.patchSize();
        long columns = pixels.get(3) / grid.patchSize();
        if (rows == 0 || columns == 0) {
            throw new IllegalArgumentException(
                    "the pictures have %d by %d pixels (height, width), less than a patch of %d by %d"
                            .formatted(pixels.get(2), pixels.get(3), grid.patchSize(), grid.patchSize()));
        }
        boolean trained = rows == grid.rows() && columns == grid.columns();
        if (!trained && grid.rows() != grid.columns()) {
            throw new IllegalArgumentException(
                    "positions are interpolated from a square grid only; this model's has %d rows and %d columns"
                            .formatted(grid.rows(), grid.columns()));
        }
    }

    private void requirePictures(Shape pixels) {
        if (pixels.dimension() != 4 || pixels.get(1) != channels) {
            throw new IllegalArgumentException(
                    "pixel_values have the shape %s, the model needs [batch, %d, height, width]"
                            .formatted(pixels, channels));
        }
    }
}
