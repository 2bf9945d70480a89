package triptych.vision.image;

/** The pieces in which a TIFF file keeps its pixels; decoders take missing ones for black. */
final class TiffStrips {

    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SHORT = 3;

    private TiffStrips() {}

    static void checkAllThere(ImageBytes file, long directory, int entries, boolean bigEndian) throws ImageException {
        boolean tiled = TiffHeader.find(file, directory, entries, TILE_OFFSETS, bigEndian) >= 0;
        long offsets = TiffHeader.find(file, directory, entries, tiled ? TILE_OFFSETS : STRIP_OFFSETS, bigEndian);
        long counts = TiffHeader.find(file, directory, entries, tiled ? TILE_BYTES : STRIP_BYTES, bigEndian);
        if (offsets < 0) {
            throw file.fault("is a TIFF without strips or tiles");
        }
        long pieces = file.u32(offsets + 4, bigEndian);
        if (counts >= 0 && file.u32(counts + 4, bigEndian) != pieces) {
            throw file.fault(
                    "is a TIFF with " + pieces + " pieces but " + file.u32(counts + 4, bigEndian) + " lengths");
        }
        for (long i = 0; i < pieces; i++) {
            file.need(item(file, offsets, i, bigEndian), counts < 0 ? 0 : item(file, counts, i, bigEndian));
        }
    }

    private static long item(ImageBytes file, long entry, long i, boolean bigEndian) throws ImageException {
        int type = file.u16(entry + 2, bigEndian);
        int bytes = type == SHORT ? 2 : 4;
        long count = file.u32(entry + 4, bigEndian);
        long values = count * bytes <= 4 ? entry + 8 : file.u32(entry + 8, bigEndian);
        return TiffHeader.number(file, values + i * bytes, type, bigEndian);
    }
}
