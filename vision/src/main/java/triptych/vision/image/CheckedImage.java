package triptych.vision.image;

import java.util.TreeSet;

/**
 * A file whose type, structure and size are known and within the limits.
 *
 * @param file its bytes
 * @param format its type
 * @param header its size and orientation
 */
record CheckedImage(ImageBytes file, ImageFormat format, ImageHeader header) {

    private static final int BYTES_SHOWN = 8;

    static CheckedImage check(byte[] bytes, String name, DecodeSettings settings) throws ImageException {
        ImageBytes file = new ImageBytes(name, bytes);
        settings.limits().checkBytes(name, bytes.length);
        ImageFormat format = format(file);
        if (!settings.formats().contains(format)) {
            throw file.fault("is a " + format + "; taken: " + new TreeSet<>(settings.formats()));
        }
        ImageHeader header = format.header(file);
        settings.limits().check(name, header.extent());
        return new CheckedImage(file, format, header);
    }

    static ImageFormat format(ImageBytes file) throws ImageException {
        if (file.length() == 0) {
            throw file.fault("has 0 bytes; needed: a picture");
        }
        for (ImageFormat format : ImageFormat.values()) {
            if (format.accepts(file)) {
                return format;
            }
        }
        StringBuilder start = new StringBuilder();
        for (int i = 0; i < Math.min(BYTES_SHOWN, file.length()); i++) {
            start.append(String.format(" %02x", file.array()[i]));
        }
        throw file.fault("begins with" + start
                + ", which no known picture type does; needed: JPEG, PNG, GIF, BMP, WebP or" + " TIFF");
    }

    /** Checks that a reader is about to decode what the limits were checked for. */
    void checkAgrees(int width, int height) throws ImageException {
        Extent extent = header.extent();
        if (width != extent.width() || height != extent.height()) {
            throw file.fault("is damaged: its header says " + extent.width() + " x " + extent.height()
                    + " pixels, its content " + width + " x " + height);
        }
    }
}
