package triptych.vision.image;

import java.nio.charset.StandardCharsets;

/** The bytes of a picture file; whoever reads past the end gets an error that names the file. */
final class ImageBytes {

    private final String name;
    private final byte[] bytes;

    ImageBytes(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    /** Returns the bytes themselves, not a copy. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    ImageException fault(String message) {
        return new ImageException(name, message);
    }

    /** Checks that {@code count} bytes from {@code from} on are there. */
    void need(long from, long count) throws ImageException {
        if (from < 0 || count < 0 || from + count > bytes.length) {
            throw fault("is cut off: it has " + bytes.length + " bytes, its content needs " + (from + count));
        }
    }

    int u8(long at) throws ImageException {
        need(at, 1);
        return bytes[(int) at] & 255;
    }

    int u16(long at, boolean bigEndian) throws ImageException {
        return bigEndian ? u8(at) << 8 | u8(at + 1) : u8(at + 1) << 8 | u8(at);
    }

    long u32(long at, boolean bigEndian) throws ImageException {
        long high = u16(bigEndian ? at : at + 2, bigEndian);
        return high << 16 | u16(bigEndian ? at + 2 : at, bigEndian);
    }

    /** Returns three bytes, the least significant first. */
    int u24(long at) throws ImageException {
        return u16(at, false) | u8(at + 2) << 16;
    }

    boolean startsWith(int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 255) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the ASCII characters of {@code text} stand at {@code at}. */
    boolean has(long at, String text) {
        if (at < 0 || at + text.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((bytes[(int) at + i] & 255) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns bytes as characters 0 to 255. */
    String latin1(long from, long count) throws ImageException {
        need(from, count);
        return new String(bytes, (int) from, (int) count, StandardCharsets.ISO_8859_1);
    }

    /** Makes an extent of numbers that a file gives. */
    Extent extent(long height, long width) throws ImageException {
        if (height < 1 || width < 1 || height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
            throw fault("says it is " + width + " x " + height + " pixels large");
        }
        return new Extent((int) height, (int) width);
    }
}
