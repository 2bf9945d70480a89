package triptych.vision.image.vp8l;

/** Squares of a power of two pixels, which share something. */
final class Tiles {

    private Tiles() {}

    /** Returns how many tiles of 2 to the power of {@code bits} pixels a side of {@code length} pixels takes. */
    static int count(int length, int bits) {
        return (length + (1 << bits) - 1) >> bits;
    }
}
