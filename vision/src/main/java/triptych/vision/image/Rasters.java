package triptych.vision.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
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
     * Copies a gray, RGB, CMYK or palette picture, with or without alpha.
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
                int alpha = transparency == Transparency.ON_WHITE ? layout.alpha(row, from) : 255;
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    out[at++] = Alpha.onWhite(layout.level(row, from, channel), alpha);
                }
            }
        }
        return new RgbImage(width, raster.getHeight(), out);
    }
}
