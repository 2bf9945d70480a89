package triptych.vision.image.vp8l;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Decodes what a lossless WebP holds. */
public final class Vp8lDecoder {

    private static final int SIGNATURE = 0x2F;
    private static final int SIZE_BITS = 14;
    private static final int PREDICTOR = 0;
    private static final int COLOR = 1;
    private static final int GREEN = 2;

    private final BitReader in;
    private final PixelReader pixels;

    private Vp8lDecoder(BitReader in) {
        this.in = in;
        this.pixels = new PixelReader(in);
    }

    /**
     * Decodes a picture of a known size.
     *
     * @param bytes hold the picture from {@code from} on, in {@code length} bytes
     * @return {@code height × width} pixels, row-major: alpha, red, green, blue from the highest byte down
     * @throws Vp8lException if it is damaged or cut off
     */
    public static int[] argb(byte[] bytes, int from, int length) throws Vp8lException {
        BitReader in = new BitReader(bytes, from, length);
        if (in.number(8) != SIGNATURE) {
            throw new Vp8lException("no lossless data");
        }
        int width = in.number(SIZE_BITS) + 1;
        int height = in.number(SIZE_BITS) + 1;
        boolean transparent = in.flag();
        int version = in.number(3);
        if (version != 0) {
            throw new Vp8lException("lossless data of version " + version + ", known is 0");
        }
        int[] pixels = new Vp8lDecoder(in).decode(width, height);
        if (!transparent) {
            makeOpaque(pixels);
        }
        return pixels;
    }

    /**
     * Decodes pixels that stand without a header before them, as alpha planes do.
     *
     * @return {@code height × width} pixels, row-major; an alpha plane's samples are the green ones
     * @throws Vp8lException if they are damaged or cut off
     */
    public static int[] withoutHeader(byte[] bytes, int from, int length, int width, int height) throws Vp8lException {
        return new Vp8lDecoder(new BitReader(bytes, from, length)).decode(width, height);
    }

    private static void makeOpaque(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] |= 0xFF000000;
        }
    }

    private int[] decode(int width, int height) throws Vp8lException {
        Deque<Transform> transforms = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        int packedWidth = width;
        while (in.flag()) {
            int kind = in.number(2);
            if (!seen.add(kind)) {
                throw new Vp8lException("transform " + kind + " comes twice");
            }
            Transform transform = readTransform(kind, packedWidth, height);
            transforms.push(transform);
            if (transform instanceof PaletteTransform palette) {
                packedWidth = palette.packedWidth();
            }
        }
        int[] decoded = pixels.readPicture(packedWidth, height);
        for (Transform transform : transforms) {
            decoded = transform.inverted(decoded, height);
        }
        return decoded;
    }

    private Transform readTransform(int kind, int width, int height) throws Vp8lException {
        if (kind == GREEN) {
            return new GreenTransform();
        }
        if (kind != PREDICTOR && kind != COLOR) {
            return PaletteTransform.read(in, pixels, width);
        }
        int bits = 2 + in.number(3);
        int[] tiles = pixels.readPlain(Tiles.count(width, bits), Tiles.count(height, bits));
        return kind == PREDICTOR ? new PredictorTransform(width, bits, tiles) : new ColorTransform(width, bits, tiles);
    }
}
