package triptych.vision.image.vp8l;

/** Adds to each pixel what its neighbours predict, section 4.1. */
final class PredictorTransform implements Transform {

    private static final int BLACK = 0xFF000000;

    private final int width;
    private final int bits;
    private final int[] modes;

    /** Takes modes for tiles of 2 to the power of {@code bits} pixels, in their green samples. */
    PredictorTransform(int width, int bits, int[] modes) {
        this.width = width;
        this.bits = bits;
        this.modes = modes;
    }

    @Override
    public int[] inverted(int[] pixels, int height) {
        pixels[0] = Argb.sum(pixels[0], BLACK);
        for (int x = 1; x < width; x++) {
            pixels[x] = Argb.sum(pixels[x], pixels[x - 1]);
        }
        int columns = Tiles.count(width, bits);
        for (int y = 1; y < height; y++) {
            int row = y * width;
            pixels[row] = Argb.sum(pixels[row], pixels[row - width]);
            for (int x = 1; x < width; x++) {
                int mode = modes[(y >> bits) * columns + (x >> bits)] >> 8 & 15;
                pixels[row + x] = Argb.sum(pixels[row + x], predicted(pixels, row + x, mode));
            }
        }
        return pixels;
    }

    private int predicted(int[] pixels, int at, int mode) {
        int left = pixels[at - 1];
        int above = pixels[at - width];
        // Beyond the right end, this is the first pixel of the same row.
        int aboveRight = pixels[at - width + 1];
        int aboveLeft = pixels[at - width - 1];
        return switch (mode) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> aboveRight;
            case 4 -> aboveLeft;
            case 5 -> Argb.average(Argb.average(left, aboveRight), above);
            case 6 -> Argb.average(left, aboveLeft);
            case 7 -> Argb.average(left, above);
            case 8 -> Argb.average(aboveLeft, above);
            case 9 -> Argb.average(above, aboveRight);
            case 10 -> Argb.average(Argb.average(left, aboveLeft), Argb.average(above, aboveRight));
            case 11 -> Argb.nearer(left, above, aboveLeft);
            case 12 -> Argb.gradient(left, above, aboveLeft);
            case 13 -> Argb.halfGradient(Argb.average(left, above), aboveLeft);
            default -> BLACK;
        };
    }
}
