package triptych.vision.image;

/**
 * The size of a picture, in the order of tensor dimensions.
 *
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 */
public record Extent(int height, int width) {

    /**
     * Checks the sides.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public Extent {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("height " + height + " and width " + width + " must be positive");
        }
    }

    static Extent of(RgbImage image) {
        return new Extent(image.height(), image.width());
    }

    /** Returns height times width; two ints cannot overflow it. */
    long pixels() {
        return (long) height * width;
    }
}
