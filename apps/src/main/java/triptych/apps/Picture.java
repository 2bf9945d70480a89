package triptych.apps;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import triptych.vision.image.ImageDecoder;
import triptych.vision.image.ImageException;
import triptych.vision.image.ImageProcessor;
import triptych.vision.image.Pixels;
import triptych.vision.image.RgbImage;

/**
 * A picture as people have it: a file, bytes in memory, a stream, or one that Java 2D made. Files and bytes may be
 * JPEG, PNG, GIF, BMP, WebP or TIFF; EXIF's orientation is applied and transparency dropped.
 */
public final class Picture {

    private final String name;
    private final Source source;

    private interface Source {
        Pixels pixels(ImageDecoder decoder, ImageProcessor processor) throws IOException;
    }

    private interface Decoding {
        RgbImage decode(ImageDecoder decoder) throws IOException;
    }

    private Picture(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    /** A file, which is read when the picture is needed. */
    public static Picture of(Path file) {
        return decoded(file.toString(), decoder -> {
            if (Files.isDirectory(file)) {
                throw new ImageException(file.toString(), "is a folder; needed: a picture");
            }
            return decoder.decode(file);
        });
    }

    /** A file's bytes, which are not copied. */
    public static Picture of(byte[] bytes) {
        return of(bytes, "picture of " + bytes.length + " bytes");
    }

    /** A file's bytes, which are not copied; errors call them {@code name}. */
    public static Picture of(byte[] bytes, String name) {
        return decoded(name, decoder -> decoder.decode(bytes, name));
    }

    /** A file's bytes from a stream, which is read once, when the picture is needed; the caller closes it. */
    public static Picture of(InputStream stream) {
        return decoded("picture from a stream", decoder -> decoder.decode(stream, "picture from a stream"));
    }

    /** A picture in memory; it has no orientation. */
    public static Picture of(BufferedImage image) {
        return decoded(
                "picture of " + image.getWidth() + " x " + image.getHeight() + " pixels",
                decoder -> RgbImage.of(image));
    }

    /** Files as pictures, in their order. */
    public static List<Picture> ofAll(List<Path> files) {
        return files.stream().map(Picture::of).toList();
    }

    /** What errors call it. */
    public String name() {
        return name;
    }

    /** One that was decoded, resized and normalised already. */
    static Picture ready(String name, Pixels pixels, ImageProcessor made) {
        return new Picture(name, (decoder, processor) -> {
            if (processor != made) {
                throw new IllegalArgumentException(name + ": was prepared for another model");
            }
            return pixels;
        });
    }

    private static Picture decoded(String name, Decoding decoding) {
        return new Picture(name, (decoder, processor) -> processor.process(decoding.decode(decoder)));
    }

    Pixels pixels(ImageDecoder decoder, ImageProcessor processor) throws IOException {
        return source.pixels(decoder, processor);
    }

    @Override
    public String toString() {
        return name;
    }
}
