package triptych.vision.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Opens Image I/O's readers by their makers: which others are on the class path must not change pixels. */
final class Readers {

    private static final String JAVAS_OWN = "com.sun.imageio.plugins.";

    private Readers() {}

    /** Opens a reader at the first picture of a file, metadata ignored; the caller disposes it. */
    static ImageReader open(ImageFormat format, ImageBytes file) throws IOException {
        ImageReader reader =
                switch (format) {
                    case TIFF -> new TIFFImageReaderSpi().createReaderInstance();
                    case WEBP -> throw new IllegalArgumentException("WebP has no reader in Image I/O");
                    case JPEG, PNG, GIF, BMP -> javasOwn(format);
                };
        ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.array()));
        reader.setInput(stream, true, true);
        return reader;
    }

    private static ImageReader javasOwn(ImageFormat format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            ImageReaderSpi maker = reader.getOriginatingProvider();
            if (maker != null && maker.getClass().getName().startsWith(JAVAS_OWN)) {
                return reader;
            }
            reader.dispose();
        }
        throw new IOException("this Java has no reader of its own for " + format);
    }
}
