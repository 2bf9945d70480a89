package triptych.vision.image;

/**
 * Checks the first directory of a TIFF file.
 *
 * <p>See <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>. Readers believe what it
 * says: they take memory for it, and missing pixels for black.
 */
final class TiffHeader {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;

    private static final int MOST_SAMPLES = 6;
    private static final int MOST_TILE_SIDE = 1 << 14;

    private TiffHeader() {}

    static ImageHeader read(ImageBytes file) throws ImageException {
        TiffDirectory directory = TiffDirectory.first(file);
        directory.checkAllThere();
        if (!directory.has(WIDTH) || !directory.has(HEIGHT)) {
            throw file.fault("is a TIFF without a width (tag 256) or height (tag 257)");
        }
        Extent extent = file.extent(directory.number(HEIGHT, 0), directory.number(WIDTH, 0));
        atMost(file, directory, SAMPLES, MOST_SAMPLES);
        atMost(file, directory, TILE_WIDTH, MOST_TILE_SIDE);
        atMost(file, directory, TILE_HEIGHT, MOST_TILE_SIDE);
        boolean tiled = directory.has(TILE_OFFSETS);
        checkPieces(file, directory, tiled ? TILE_OFFSETS : STRIP_OFFSETS, tiled ? TILE_BYTES : STRIP_BYTES);
        return new ImageHeader(extent, Exif.decide(Exif.orientation(file, 0, file.length()), 0));
    }

    private static void atMost(ImageBytes file, TiffDirectory directory, int tag, int most) throws ImageException {
        long found = directory.number(tag, 1);
        if (found > most) {
            throw file.fault("is a TIFF whose tag " + tag + " is " + found + ", the most is " + most);
        }
    }

    /** Checks that the strips or tiles lie in the file; only an uncompressed file may leave their lengths out. */
    private static void checkPieces(ImageBytes file, TiffDirectory directory, int offsets, int lengths)
            throws ImageException {
        long pieces = directory.count(offsets);
        if (pieces == 0) {
            throw file.fault("is a TIFF without strips or tiles");
        }
        boolean measured = directory.has(lengths);
        if (measured && directory.count(lengths) != pieces) {
            throw file.fault(
                    "is a TIFF with " + pieces + " pieces but " + directory.count(lengths) + " lengths of them");
        }
        for (long i = 0; i < pieces; i++) {
            file.need(directory.item(offsets, i), measured ? directory.item(lengths, i) : 0);
        }
    }
}
