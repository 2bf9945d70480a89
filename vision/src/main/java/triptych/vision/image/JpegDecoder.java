package triptych.vision.image;

import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/** Decodes JPEG files: Java's reader gives the components, {@link JpegColors} makes colours of them. */
final class JpegDecoder {

    private JpegDecoder() {}

    static RgbImage decode(ImageBytes file) throws IOException {
        JpegHeader header = JpegHeader.read(file);
        JpegColors colors = header.colors();
        Raster raster = components(file);
        Extent extent = header.header().extent();
        if (raster.getNumBands() != colors.components()
                || raster.getWidth() != extent.width()
                || raster.getHeight() != extent.height()) {
            throw file.fault("is a JPEG of " + raster.getNumBands() + " components in " + raster.getWidth() + " x "
                    + raster.getHeight() + " pixels, its header says otherwise");
        }
        int width = extent.width();
        byte[] rgb = new byte[Math.toIntExact(extent.pixels() * RgbImage.CHANNELS)];
        byte[] row = new byte[width * colors.components()];
        for (int y = 0; y < extent.height(); y++) {
            raster.getDataElements(0, y, width, 1, row);
            colors.convert(row, width, rgb, y * width * RgbImage.CHANNELS);
        }
        return new RgbImage(width, extent.height(), rgb);
    }

    private static Raster components(ImageBytes file) throws IOException {
        ImageReader reader = Readers.open(ImageFormat.JPEG, file);
        try {
            return reader.readRaster(0, null);
        } finally {
            reader.dispose();
        }
    }
}
