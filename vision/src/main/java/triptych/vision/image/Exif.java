package triptych.vision.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the orientation in EXIF data, a TIFF directory inside another file, or in XMP.
 *
 * <p>See <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">Exif 3.0</a>, 4.6.5.1.6.
 * These data are no pixels: what is damaged in them says nothing, as if it were not there.
 */
final class Exif {

    /** The orientation of a picture that says nothing. */
    static final int UPRIGHT = 1;

    private static final int ORIENTATION = 0x0112;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final Pattern XMP = Pattern.compile("tiff:Orientation(=\"|>)([0-9])");

    private Exif() {}

    /**
     * Returns the orientation, 1 to 8, in the TIFF data from {@code from} to {@code end} (exclusive); 0 if it has none.
     */
    static int orientation(ImageBytes file, long from, long end) {
        try {
            return orientationIn(file, file.has(from, "Exif\0\0") ? from + 6 : from, end);
        } catch (ImageException damaged) {
            return 0;
        }
    }

    private static int orientationIn(ImageBytes file, long start, long end) throws ImageException {
        boolean bigEndian = file.has(start, "MM");
        if (!bigEndian && !file.has(start, "II")) {
            return 0;
        }
        long directory = start + file.u32(start + 4, bigEndian);
        int entries = directory + 2 > end ? 0 : file.u16(directory, bigEndian);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > end) {
                return 0;
            }
            if (file.u16(entry, bigEndian) == ORIENTATION) {
                return known(value(file, entry, bigEndian));
            }
        }
        return 0;
    }

    private static long value(ImageBytes file, long entry, boolean bigEndian) throws ImageException {
        return switch (file.u16(entry + 2, bigEndian)) {
            case BYTE -> file.u8(entry + 8);
            case SHORT -> file.u16(entry + 8, bigEndian);
            case LONG -> file.u32(entry + 8, bigEndian);
            default -> 0;
        };
    }

    private static int known(long value) {
        return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
    }

    /** Returns the orientation, 1 to 8, that an XMP packet names; 0 if it names none. */
    static int orientationInXmp(String packet) {
        Matcher found = XMP.matcher(packet);
        return found.find() ? known(Integer.parseInt(found.group(2))) : 0;
    }

    /** Returns EXIF's word if it has one, else XMP's, else {@link #UPRIGHT}. */
    static int decide(int exif, int xmp) {
        if (exif != 0) {
            return exif;
        }
        return xmp != 0 ? xmp : UPRIGHT;
    }
}
