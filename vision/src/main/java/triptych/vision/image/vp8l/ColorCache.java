package triptych.vision.image.vp8l;

/** Colours that were used, by a hash of them, section 3.6.3. */
final class ColorCache {

    private static final int MULTIPLIER = 0x1E35A7BD;
    private static final int MOST_BITS = 11;

    private final int[] colors;
    private final int shift;

    private ColorCache(int bits) {
        colors = bits == 0 ? new int[0] : new int[1 << bits];
        shift = Integer.SIZE - bits;
    }

    static ColorCache read(BitReader in) throws Vp8lException {
        int bits = in.flag() ? in.number(4) : 0;
        if (bits > MOST_BITS) {
            throw new Vp8lException("the colour cache has " + bits + " bits, the most is " + MOST_BITS);
        }
        return new ColorCache(bits);
    }

    int size() {
        return colors.length;
    }

    int get(int place) {
        return colors[place];
    }

    void add(int color) {
        if (colors.length > 0) {
            colors[(color * MULTIPLIER) >>> shift] = color;
        }
    }
}
