package triptych.vision.image;

/** Lays levels on white with Pillow's rounding. */
final class Alpha {

    private static final int OPAQUE = 255;
    /** Pillow's {@code alpha_composite} keeps 7 fractional bits. */
    private static final int BITS = 7;

    private Alpha() {}

    /** Returns a level of 0 to 255, of opacity {@code alpha} 0 to 255, in front of white. */
    static byte onWhite(int level, int alpha) {
        if (alpha == OPAQUE) {
            return (byte) level;
        }
        int sum = ((level * alpha + 255 * (OPAQUE - alpha)) << BITS) + (0x80 << BITS);
        return (byte) ((((sum >> 8) + sum) >> 8) >> BITS);
    }
}
