package triptych.vision.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;

/** Decodes with Java's own readers, TwelveMonkeys' for TIFF, and our own for WebP. */
final class JavaDecoder implements ImageDecoder {

    private final DecodeSettings settings;

    JavaDecoder(DecodeSettings settings) {
        this.settings = settings;
    }

    @Override
    public DecodeSettings settings() {
        return settings;
    }

    @Override
    public RgbImage decode(byte[] bytes, String name) throws ImageException {
        CheckedImage image = CheckedImage.check(bytes, name, settings);
        try {
            RgbImage stored = stored(image);
            return settings.orientation() == Orientation.UPRIGHT || image.format() == ImageFormat.TIFF
                    ? Turn.upright(stored, image.header().orientation())
                    : stored;
        } catch (ImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers meet damage with whatever fails first in them, such as an index out of bounds.
            throw new ImageException(name, "is a damaged " + image.format() + ": " + e, e);
        }
    }

    private RgbImage stored(CheckedImage image) throws IOException {
        ImageBytes file = image.file();
        return switch (image.format()) {
            case JPEG -> JpegDecoder.decode(file);
            case GIF -> GifDecoder.decode(file, settings.transparency());
            case WEBP -> WebpDecoder.decode(file, settings.transparency());
            case PNG, BMP, TIFF -> wholePicture(image);
        };
    }

    private RgbImage wholePicture(CheckedImage image) throws IOException {
        ImageReader reader = Readers.open(image.format(), image.file());
        try {
            image.checkAgrees(reader.getWidth(0), reader.getHeight(0));
            BufferedImage picture = reader.read(0);
            return Rasters.rgb(picture, settings.transparency());
        } finally {
            reader.dispose();
        }
    }
}
