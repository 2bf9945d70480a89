package triptych.vision.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Reads the stored samples of Java 2D pictures. {@link BufferedImage#getRGB} converts between colour spaces on the way
 * and is up to 60 levels off on gray.
 */
final class Rasters {

    private Rasters() {}

    /**
     * Copies a gray, RGB or palette picture, with or without alpha.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    static RgbImage rgb(BufferedImage image, Transparency transparency) {
        ColorModel colors = image.getColorModel();
        if (colors instanceof IndexColorModel palette) {
            return ofPalette(image.getRaster(), palette, transparency);
        }
        SampleLayout layout = SampleLayout.of(colors);
        boolean plain = layout.isPlainRgb() && (transparency == Transparency.DROPPED || !colors.hasAlpha());
        if (plain && interleavedBytes(image.getRaster())) {
            return ofInterleavedBytes(image.getRaster());
        }
        return ofSamples(image.getRaster(), layout, transparency);
    }

    private static RgbImage ofPalette(Raster raster, IndexColorModel palette, Transparency transparency) {
        int[] colors = new int[palette.getMapSize()];
        palette.getRGBs(colors);
        int width = raster.getWidth();
        byte[] out = new byte[Math.multiplyExact(width * RgbImage.CHANNELS, raster.getHeight())];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int index : row) {
                int argb = colors[index];
                int alpha = transparency == Transparency.ON_WHITE ? argb >>> 24 : 255;
                out[at++] = Alpha.onWhite(argb >> 16 & 255, alpha);
                out[at++] = Alpha.onWhite(argb >> 8 & 255, alpha);
                out[at++] = Alpha.onWhite(argb & 255, alpha);
            }
        }
        return new RgbImage(width, raster.getHeight(), out);
    }

    private static boolean interleavedBytes(Raster raster) {
        return raster.getSampleModel() instanceof PixelInterleavedSampleModel
                && raster.getDataBuffer() instanceof DataBufferByte
                && raster.getSampleModelTranslateX() == 0
                && raster.getSampleModelTranslateY() == 0;
    }

    private static RgbImage ofInterleavedBytes(Raster raster) {
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
        byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
        int[] bands = model.getBandOffsets();
        int width = raster.getWidth();
        byte[] out = new byte[Math.multiplyExact(width * RgbImage.CHANNELS, raster.getHeight())];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            int from = raster.getDataBuffer().getOffset() + y * model.getScanlineStride();
            for (int x = 0; x < width; x++, from += model.getPixelStride()) {
                out[at++] = data[from + bands[0]];
                out[at++] = data[from + bands[1]];
                out[at++] = data[from + bands[2]];
            }
        }
        return new RgbImage(width, raster.getHeight(), out);
    }

    private static RgbImage ofSamples(Raster raster, SampleLayout layout, Transparency transparency) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        byte[] out = new byte[Math.multiplyExact(width * RgbImage.CHANNELS, raster.getHeight())];
        int[] row = new int[width * bands];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int from = 0; from < row.length; from += bands) {
                int stored = layout.alpha(row, from);
                int alpha = transparency == Transparency.ON_WHITE ? stored : 255;
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    out[at++] = Alpha.onWhite(layout.level(row, from, channel, stored), alpha);
                }
            }
        }
        return new RgbImage(width, raster.getHeight(), out);
    }

    /** Tells how the bands of a pixel become 8-bit levels. */
    private record SampleLayout(boolean gray, boolean hasAlpha, boolean premultiplied, int bits, int alphaBits) {

        static SampleLayout of(ColorModel colors) {
            int type = colors.getColorSpace().getType();
            int bits = colors.getComponentSize(0);
            boolean known = (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB)
                    && bits <= 16
                    && colors.getTransferType() != DataBuffer.TYPE_SHORT;
            if (!known) {
                throw new IllegalArgumentException(
                        "the picture has " + colors + "; needed: gray, RGB or a palette, of at most 16 bits a sample");
            }
            int alphaBits = colors.hasAlpha() ? colors.getComponentSize(colors.getNumComponents() - 1) : 0;
            return new SampleLayout(
                    type == ColorSpace.TYPE_GRAY, colors.hasAlpha(), colors.isAlphaPremultiplied(), bits, alphaBits);
        }

        boolean isPlainRgb() {
            return !gray && bits == 8 && !premultiplied;
        }

        int alpha(int[] row, int from) {
            return hasAlpha ? eight(row[from + (gray ? 1 : RgbImage.CHANNELS)], alphaBits) : 255;
        }

        int level(int[] row, int from, int channel, int alpha) {
            int sample = row[from + (gray ? 0 : channel)];
            // Pillow reads 16-bit gray as numbers of their own and clips them; with alpha it keeps the high byte.
            int level = gray && !hasAlpha && bits > 8 ? Math.min(sample, 255) : eight(sample, bits);
            return premultiplied && alpha > 0 ? Math.min(255, level * 255 / alpha) : level;
        }

        private static int eight(int sample, int bits) {
            return bits >= 8 ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1);
        }
    }
}
