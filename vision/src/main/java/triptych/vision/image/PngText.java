package triptych.vision.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.InflaterInputStream;

/**
 * The text chunks of a PNG file that may tell its orientation.
 *
 * <p>See <a href="https://www.w3.org/TR/png-3/#11textinfo">PNG, 11.3.3</a>. Compressed text is read up to a limit: a
 * few bytes may stand for gigabytes.
 */
final class PngText {

    private static final int MOST_BYTES = 1 << 20;
    private static final String XMP = "XML:com.adobe.xmp";
    private static final String EXIF = "Raw profile type exif";
    /** ImageMagick writes its name for the data and their length before them, in lines. */
    private static final int LINES_BEFORE_DATA = 3;

    private PngText() {}

    /** Returns the orientation, 1 to 8, that XMP in a chunk names; 0 if there is none. */
    static int xmp(ImageBytes file, String kind, long from, long length) throws ImageException {
        if (!kind.equals("iTXt") || !file.has(from, XMP + "\0")) {
            return 0;
        }
        long flags = from + XMP.length() + 1;
        boolean compressed = file.u8(flags) == 1;
        long text = afterZero(file, afterZero(file, flags + 2));
        long rest = Math.max(0, from + length - text);
        return Exif.orientationInXmp(compressed ? inflated(file, text, rest) : file.latin1(text, rest));
    }

    /** Returns the orientation, 1 to 8, that EXIF in ImageMagick's spelling names; 0 if there is none. */
    static int exif(ImageBytes file, String kind, long from, long length) throws ImageException {
        boolean compressed = kind.equals("zTXt");
        if ((!compressed && !kind.equals("tEXt")) || !file.has(from, EXIF + "\0")) {
            return 0;
        }
        long text = from + EXIF.length() + (compressed ? 2 : 1);
        long rest = Math.max(0, from + length - text);
        String[] lines = (compressed ? inflated(file, text, rest) : file.latin1(text, rest)).split("\n", -1);
        StringBuilder hex = new StringBuilder();
        for (int i = LINES_BEFORE_DATA; i < lines.length; i++) {
            hex.append(lines[i].strip());
        }
        String digits = hex.toString().toLowerCase(Locale.ROOT);
        if (digits.length() % 2 != 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            return 0;
        }
        ImageBytes data = new ImageBytes(file.name(), HexFormat.of().parseHex(digits));
        return Exif.orientation(data, 0, data.length());
    }

    private static long afterZero(ImageBytes file, long from) throws ImageException {
        long at = from;
        while (file.u8(at) != 0) {
            at++;
        }
        return at + 1;
    }

    private static String inflated(ImageBytes file, long from, long length) throws ImageException {
        file.need(from, length);
        InputStream bytes = new ByteArrayInputStream(file.array(), (int) from, (int) length);
        try (InputStream in = new InflaterInputStream(bytes)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException damaged) {
            // These are no pixels: what is damaged says nothing.
            return "";
        }
    }
}
