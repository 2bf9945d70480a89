package triptych.vision.image;

/**
 * What a picture may cost; checked before anything is decoded.
 *
 * @param bytes the most bytes of a file
 * @param pixels the most pixels, height times width
 * @param side the most pixels of height, and of width
 */
public record ImageLimits(int bytes, long pixels, int side) {

    /** Fits photographs of today's cameras: 64 MiB, 50 million pixels, 16,384 a side. */
    public static final ImageLimits LOCAL_FILES = new ImageLimits(64 << 20, 50_000_000, 16_384);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public ImageLimits {
        if (bytes < 1 || pixels < 1 || side < 1) {
            throw new IllegalArgumentException("limits of " + bytes + " bytes, " + pixels + " pixels and " + side
                    + " pixels a side must be positive");
        }
    }

    void checkBytes(String name, long found) throws ImageException {
        if (found > bytes) {
            throw new ImageException(name, "has " + found + " bytes, the most is " + bytes);
        }
    }

    void check(String name, Extent extent) throws ImageException {
        if (extent.height() > side || extent.width() > side) {
            throw new ImageException(name, "is " + shown(extent) + " pixels large, the most is " + side + " a side");
        }
        if (extent.pixels() > pixels) {
            throw new ImageException(
                    name, "is " + shown(extent) + " pixels large, the most is " + pixels + " pixels together");
        }
    }

    private static String shown(Extent extent) {
        return extent.width() + " x " + extent.height();
    }
}
