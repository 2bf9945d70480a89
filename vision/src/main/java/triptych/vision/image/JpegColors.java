package triptych.vision.image;

import java.util.Arrays;

/**
 * How the components of a JPEG become red, green and blue.
 *
 * <p>The choice and the fixed-point sums are those of the Independent JPEG Group's library, which Pillow and most
 * others use; see <a href="https://www.w3.org/Graphics/JPEG/jfif3.pdf">JFIF 1.02</a> for the formula. Java's own choice
 * depends on subsampling and is another for files without a JFIF marker.
 */
enum JpegColors {
    /** One component. */
    GRAY,
    /** Three components, stored as they are. */
    RGB,
    /** Luma and two colour differences. */
    YCBCR,
    /** Four inks, stored inverted: Pillow assumes so whatever the file says. */
    CMYK,
    /** Three inks as luma and colour differences, and black. */
    YCCK;

    /** The transform of a file without Adobe's marker. */
    static final int NO_ADOBE = -1;

    private static final int BITS = 16;
    private static final int HALF = 1 << (BITS - 1);
    private static final int RED_OF_CR = fixed(1.40200);
    private static final int BLUE_OF_CB = fixed(1.77200);
    private static final int GREEN_OF_CR = fixed(0.71414);
    private static final int GREEN_OF_CB = fixed(0.34414);

    private static int fixed(double factor) {
        return (int) (factor * (1 << BITS) + 0.5);
    }

    static JpegColors of(int[] components, boolean jfif, int adobeTransform) {
        if (components.length == 1) {
            return GRAY;
        }
        if (components.length == 4) {
            return adobeTransform == NO_ADOBE || adobeTransform == 0 ? CMYK : YCCK;
        }
        if (jfif) {
            return YCBCR;
        }
        if (adobeTransform != NO_ADOBE) {
            return adobeTransform == 0 ? RGB : YCBCR;
        }
        return Arrays.equals(components, new int[] {'R', 'G', 'B'}) ? RGB : YCBCR;
    }

    /** Returns the number of components. */
    int components() {
        return switch (this) {
            case GRAY -> 1;
            case RGB, YCBCR -> 3;
            case CMYK, YCCK -> 4;
        };
    }

    /** Writes the colours of {@code pixels} pixels, whose components stand one beside the other. */
    void convert(byte[] components, int pixels, byte[] rgb, int to) {
        for (int i = 0, from = 0, out = to; i < pixels; i++, from += components(), out += RgbImage.CHANNELS) {
            switch (this) {
                case GRAY -> Arrays.fill(rgb, out, out + RgbImage.CHANNELS, components[from]);
                case RGB -> System.arraycopy(components, from, rgb, out, RgbImage.CHANNELS);
                case YCBCR -> fromYcbcr(components, from, rgb, out);
                case CMYK -> print(components, from, components[from + 3], rgb, out);
                case YCCK -> {
                    fromYcbcr(components, from, rgb, out);
                    // The library makes inverted inks of it, and Pillow inverts all four again.
                    invert(rgb, out);
                    print(rgb, out, components[from + 3], rgb, out);
                }
            }
        }
    }

    private static void fromYcbcr(byte[] in, int from, byte[] rgb, int out) {
        int y = in[from] & 255;
        int cb = (in[from + 1] & 255) - 128;
        int cr = (in[from + 2] & 255) - 128;
        rgb[out] = clipped(y + ((RED_OF_CR * cr + HALF) >> BITS));
        rgb[out + 1] = clipped(y + ((-GREEN_OF_CB * cb - GREEN_OF_CR * cr + HALF) >> BITS));
        rgb[out + 2] = clipped(y + ((BLUE_OF_CB * cb + HALF) >> BITS));
    }

    private static void invert(byte[] rgb, int out) {
        for (int i = out; i < out + RgbImage.CHANNELS; i++) {
            rgb[i] = (byte) ~rgb[i];
        }
    }

    /** Prints three inks, stored inverted, and black on white. */
    private static void print(byte[] inks, int from, byte black, byte[] rgb, int out) {
        for (int i = 0; i < RgbImage.CHANNELS; i++) {
            rgb[out + i] = Inks.printed(~inks[from + i] & 255, ~black & 255);
        }
    }

    private static byte clipped(int level) {
        return (byte) Math.max(0, Math.min(255, level));
    }
}
