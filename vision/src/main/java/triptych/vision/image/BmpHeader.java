package triptych.vision.image;

/**
 * The headers of a BMP file.
 *
 * <p>See <a href="https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-header-types">bitmap headers</a>.
 */
final class BmpHeader {

    private static final int DIB = 14;
    private static final int OLDEST = 12;
    private static final int PLAIN = 0;
    private static final int BIT_FIELDS = 3;

    private BmpHeader() {}

    static ImageHeader read(ImageBytes file) throws ImageException {
        long size = file.u32(DIB, false);
        boolean oldest = size == OLDEST;
        if (!oldest && size != 40 && size != 52 && size != 56 && size != 64 && size != 108 && size != 124) {
            throw file.fault("is a BMP with a header of " + size + " bytes, which no known kind has");
        }
        long width = oldest ? file.u16(DIB + 4, false) : file.u32(DIB + 4, false);
        // A negative height stands for rows from the top down.
        long height = oldest ? file.u16(DIB + 6, false) : Math.abs((long) (int) file.u32(DIB + 8, false));
        Extent extent = file.extent(height, width);
        int bits = file.u16(oldest ? DIB + 10 : DIB + 14, false);
        long compression = oldest ? PLAIN : file.u32(DIB + 16, false);
        // The others hold a whole JPEG or PNG, whose own size nobody would have checked.
        if (compression > BIT_FIELDS) {
            throw file.fault("is a BMP of compression " + compression + "; needed: 0 (none) to 3 (bit fields)");
        }
        if (compression == PLAIN || compression == BIT_FIELDS) {
            long row = ((long) extent.width() * bits + 31) / 32 * 4;
            file.need(file.u32(DIB - 4, false), row * extent.height());
        }
        return new ImageHeader(extent, Exif.UPRIGHT);
    }
}
