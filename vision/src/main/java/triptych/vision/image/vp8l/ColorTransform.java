package triptych.vision.image.vp8l;

/** Adds to red and blue what green and red foretell of them, section 4.2. */
final class ColorTransform implements Transform {

    private final int width;
    private final int bits;
    private final int[] factors;

    /** Takes three factors for tiles of 2 to the power of {@code bits} pixels, in red, green and blue samples. */
    ColorTransform(int width, int bits, int[] factors) {
        this.width = width;
        this.bits = bits;
        this.factors = factors;
    }

    @Override
    public int[] inverted(int[] pixels, int height) {
        int columns = Tiles.count(width, bits);
        for (int i = 0; i < pixels.length; i++) {
            int factor = factors[((i / width) >> bits) * columns + ((i % width) >> bits)];
            int pixel = pixels[i];
            int green = pixel >> 8;
            int red = (pixel >> 16) + share(factor, green);
            int blue = pixel + share(factor >> 8, green) + share(factor >> 16, red);
            pixels[i] = (pixel & 0xFF00FF00) | (red & 255) << 16 | (blue & 255);
        }
        return pixels;
    }

    /** Multiplies the lowest bytes, which have a sign; a factor counts 32nds. */
    private static int share(int factor, int sample) {
        return ((byte) factor * (byte) sample) >> 5;
    }
}
