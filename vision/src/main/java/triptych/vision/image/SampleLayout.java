package triptych.vision.image;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;

/** How the bands of a gray, RGB or CMYK pixel become 8-bit levels. */
final class SampleLayout {

    private static final int MOST_BITS = 16;

    private final int inks;
    private final boolean hasAlpha;
    private final boolean premultiplied;
    private final int[] bits;
    private final boolean clipped;

    private SampleLayout(ColorModel colors, int inks, boolean clipped) {
        this.inks = inks;
        this.hasAlpha = colors.hasAlpha();
        this.premultiplied = colors.isAlphaPremultiplied();
        this.bits = colors.getComponentSize();
        this.clipped = clipped;
    }

    /**
     * Understands the pixels of a colour model.
     *
     * @throws IllegalArgumentException if it is neither gray nor RGB nor CMYK, or has more than 16 bits a sample
     */
    static SampleLayout of(ColorModel colors) {
        int inks =
                switch (colors.getColorSpace().getType()) {
                    case ColorSpace.TYPE_GRAY -> 1;
                    case ColorSpace.TYPE_RGB -> 3;
                    case ColorSpace.TYPE_CMYK -> 4;
                    default -> 0;
                };
        int transfer = colors.getTransferType();
        boolean whole = transfer == DataBuffer.TYPE_BYTE
                || transfer == DataBuffer.TYPE_USHORT
                || transfer == DataBuffer.TYPE_INT;
        if (inks == 0 || !whole || colors.getComponentSize(0) > MOST_BITS) {
            throw new IllegalArgumentException("the picture has " + colors
                    + "; needed: gray, RGB, CMYK or a palette, of at most 16 bits a sample");
        }
        // Pillow reads 16-bit gray as numbers of their own and clips them; with alpha it keeps the high byte.
        boolean clipped = inks == 1 && colors.getComponentSize(0) > Byte.SIZE && !colors.hasAlpha();
        return new SampleLayout(colors, inks, clipped);
    }

    boolean isPlainRgb() {
        return inks == RgbImage.CHANNELS && bits[0] == Byte.SIZE && !premultiplied;
    }

    /** Returns the opacity, 0 to 255, of the pixel whose bands begin at {@code from}. */
    int alpha(int[] bands, int from) {
        return hasAlpha ? eight(bands[from + inks], bits[inks]) : 255;
    }

    /** Returns a channel, 0 to 255, of the pixel whose bands begin at {@code from}. */
    int level(int[] bands, int from, int channel) {
        if (inks == 4) {
            return Inks.printed(eight(bands[from + channel], bits[channel]), eight(bands[from + 3], bits[3])) & 255;
        }
        int band = inks == 1 ? 0 : channel;
        int sample = bands[from + band];
        if (clipped) {
            return Math.min(255, sample);
        }
        int level = eight(sample, bits[band]);
        int alpha = premultiplied ? alpha(bands, from) : 0;
        return alpha > 0 ? Math.min(255, level * 255 / alpha) : level;
    }

    private static int eight(int sample, int bits) {
        return bits >= Byte.SIZE ? sample >> (bits - Byte.SIZE) : sample * 255 / ((1 << bits) - 1);
    }
}
