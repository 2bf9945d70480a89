package triptych.apps;

import triptych.vision.image.ImageException;
import triptych.vision.image.ImageInfo;

/**
 * What a picture's file says of itself. Reading it costs next to nothing, whatever the size it claims: services look at
 * it before they decode what strangers send.
 *
 * @param format {@code JPEG}, {@code PNG}, {@code GIF}, {@code BMP}, {@code WEBP} or {@code TIFF}, told by the first
 *     bytes
 * @param width as stored, in pixels
 * @param height as stored, in pixels
 */
public record PictureHeader(String format, int width, int height) {

    /**
     * Reads the header of a file in memory.
     *
     * @param name what errors call it
     * @throws ImageException if it is of no known type, or its header is damaged
     */
    public static PictureHeader of(byte[] bytes, String name) throws ImageException {
        ImageInfo info = ImageInfo.of(bytes, name);
        return new PictureHeader(
                info.format().name(), info.extent().width(), info.extent().height());
    }

    /** Width times height; it does not overflow. */
    public long pixels() {
        return (long) width * height;
    }
}
