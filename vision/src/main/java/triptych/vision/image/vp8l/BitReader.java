package triptych.vision.image.vp8l;

/** Reads bits, the lowest of each byte first. */
final class BitReader {

    private final byte[] bytes;
    private final int end;
    private int at;
    private long value;
    private int available;

    /** Reads {@code length} bytes from {@code from} on. */
    BitReader(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** Returns at least 15 of the bits that come next, the first one lowest; zeros beyond the end. */
    int peek() {
        while (available <= Integer.SIZE && at < end) {
            value |= (bytes[at++] & 255L) << available;
            available += Byte.SIZE;
        }
        return (int) value;
    }

    /** Goes past {@code count} bits that were {@link #peek peeked} at. */
    void skip(int count) throws Vp8lException {
        if (count > available) {
            throw new Vp8lException("the lossless data are cut off");
        }
        value >>>= count;
        available -= count;
    }

    /** Reads a number of {@code count} bits, at most 30. */
    int number(int count) throws Vp8lException {
        int number = peek() & ((1 << count) - 1);
        skip(count);
        return number;
    }

    boolean flag() throws Vp8lException {
        return number(1) != 0;
    }
}
