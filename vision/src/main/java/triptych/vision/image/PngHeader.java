package triptych.vision.image;

import java.util.zip.CRC32;

/**
 * The chunks of a PNG file.
 *
 * <p>See <a href="https://www.w3.org/TR/png-3/">PNG, third edition</a>.
 */
final class PngHeader {

    private static final int FIRST_CHUNK = 8;
    /** A chunk's length, kind and check sum. */
    private static final int AROUND = 12;

    private PngHeader() {}

    static ImageHeader read(ImageBytes file) throws ImageException {
        if (!file.has(FIRST_CHUNK + 4, "IHDR") || file.u32(FIRST_CHUNK, true) != 13) {
            throw file.fault("is a PNG that does not begin with its header (IHDR)");
        }
        checkSum(file, FIRST_CHUNK, 13);
        Extent extent = file.extent(file.u32(FIRST_CHUNK + 12, true), file.u32(FIRST_CHUNK + 8, true));
        int exif = 0;
        int xmp = 0;
        boolean data = false;
        for (long at = FIRST_CHUNK; at + AROUND <= file.length() && !file.has(at + 4, "IEND"); ) {
            long length = file.u32(at, true);
            file.need(at + 8, length + 4);
            String kind = file.latin1(at + 4, 4);
            switch (kind) {
                case "eXIf" -> exif = Exif.orientation(file, at + 8, at + 8 + length);
                case "tEXt", "zTXt" -> exif = exif == 0 ? PngText.exif(file, kind, at + 8, length) : exif;
                case "iTXt" -> xmp = xmp == 0 ? PngText.xmp(file, kind, at + 8, length) : xmp;
                case "PLTE", "tRNS" -> checkSum(file, at, length);
                case "IDAT" -> data = true;
                default -> {
                    // Nothing that tells the size or the orientation.
                }
            }
            at += AROUND + length;
        }
        if (!data) {
            throw file.fault("is a PNG without data (IDAT)");
        }
        return new ImageHeader(extent, Exif.decide(exif, xmp));
    }

    private static void checkSum(ImageBytes file, long chunk, long length) throws ImageException {
        file.need(chunk, length + AROUND);
        CRC32 sum = new CRC32();
        sum.update(file.array(), (int) chunk + 4, (int) length + 4);
        if (sum.getValue() != file.u32(chunk + 8 + length, true)) {
            throw file.fault("is damaged: the check sum of PNG chunk " + file.latin1(chunk + 4, 4) + " is wrong");
        }
    }
}
