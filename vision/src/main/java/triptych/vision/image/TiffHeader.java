package triptych.vision.image;

/**
 * The first directory of a TIFF file.
 *
 * <p>See <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>, section 2.
 */
final class TiffHeader {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ENTRY = 12;
    private static final int BYTE = 1;
    private static final int SHORT = 3;

    private TiffHeader() {}

    static ImageHeader read(ImageBytes file) throws ImageException {
        boolean bigEndian = file.has(0, "MM");
        long directory = file.u32(4, bigEndian);
        int entries = file.u16(directory, bigEndian);
        file.need(directory + 2, (long) entries * ENTRY);
        Extent extent = file.extent(
                value(file, directory, entries, HEIGHT, bigEndian), value(file, directory, entries, WIDTH, bigEndian));
        TiffStrips.checkAllThere(file, directory, entries, bigEndian);
        return new ImageHeader(extent, Exif.decide(Exif.orientation(file, 0, file.length()), 0));
    }

    private static long value(ImageBytes file, long directory, int entries, int tag, boolean bigEndian)
            throws ImageException {
        long entry = find(file, directory, entries, tag, bigEndian);
        if (entry < 0) {
            throw file.fault("is a TIFF without tag " + tag + " (" + (tag == WIDTH ? "width" : "height") + ")");
        }
        return number(file, entry + 8, file.u16(entry + 2, bigEndian), bigEndian);
    }

    /** Returns where the entry of a tag begins, or -1. */
    static long find(ImageBytes file, long directory, int entries, int tag, boolean bigEndian) throws ImageException {
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY;
            if (file.u16(entry, bigEndian) == tag) {
                return entry;
            }
        }
        return -1;
    }

    static long number(ImageBytes file, long at, int type, boolean bigEndian) throws ImageException {
        if (type == BYTE) {
            return file.u8(at);
        }
        return type == SHORT ? file.u16(at, bigEndian) : file.u32(at, bigEndian);
    }
}
