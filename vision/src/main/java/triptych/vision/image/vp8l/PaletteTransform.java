package triptych.vision.image.vp8l;

/** Replaces indices, of which several share a pixel, by colours, section 4.4. */
final class PaletteTransform implements Transform {

    private final int width;
    private final int bits;
    private final int[] palette;

    private PaletteTransform(int width, int bits, int[] palette) {
        this.width = width;
        this.bits = bits;
        this.palette = palette;
    }

    static PaletteTransform read(BitReader in, PixelReader pixels, int width) throws Vp8lException {
        int size = in.number(8) + 1;
        int[] palette = pixels.readPlain(size, 1);
        for (int i = 1; i < size; i++) {
            palette[i] = Argb.sum(palette[i], palette[i - 1]);
        }
        return new PaletteTransform(width, sharing(size), palette);
    }

    private static int sharing(int size) {
        if (size > 16) {
            return 0;
        }
        if (size > 4) {
            return 1;
        }
        return size > 2 ? 2 : 3;
    }

    /** Returns the width of the pixels that indices share. */
    int packedWidth() {
        return Tiles.count(width, bits);
    }

    @Override
    public int[] inverted(int[] pixels, int height) {
        int[] out = new int[Math.multiplyExact(width, height)];
        int indexBits = Byte.SIZE >> bits;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int shared = pixels[y * packedWidth() + (x >> bits)] >> 8 & 255;
                int index = shared >> ((x & ((1 << bits) - 1)) * indexBits) & ((1 << indexBits) - 1);
                out[y * width + x] = index < palette.length ? palette[index] : 0;
            }
        }
        return out;
    }
}
