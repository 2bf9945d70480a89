package triptych.vision.image.vp8l;

/** Reads the pixels of a picture, or of one that stands for something else, section 3.6 and 3.7. */
final class PixelReader {

    private final BitReader in;

    PixelReader(BitReader in) {
        this.in = in;
    }

    /** Reads a picture whose parts may have codes of their own. */
    int[] readPicture(int width, int height) throws Vp8lException {
        ColorCache cache = ColorCache.read(in);
        CodeMap codes = CodeMap.read(in, this, width, height, cache.size());
        return readPixels(width, height, cache, codes);
    }

    /** Reads a picture that has one set of codes. */
    int[] readPlain(int width, int height) throws Vp8lException {
        ColorCache cache = ColorCache.read(in);
        return readPixels(width, height, cache, CodeMap.single(PixelCodes.read(in, cache.size())));
    }

    private int[] readPixels(int width, int height, ColorCache cache, CodeMap codes) throws Vp8lException {
        int[] pixels = new int[Math.multiplyExact(width, height)];
        int at = 0;
        int x = 0;
        int y = 0;
        while (at < pixels.length) {
            PixelCodes here = codes.at(x, y);
            int symbol = here.green().read(in);
            int count = 1;
            if (symbol < PixelCodes.LITERALS) {
                pixels[at] = here.readLiteral(in, symbol);
                cache.add(pixels[at]);
            } else if (symbol < PixelCodes.LITERALS + PixelCodes.LENGTHS) {
                count = Distances.read(in, symbol - PixelCodes.LITERALS);
                int code = Distances.read(in, here.distance().read(in));
                repeat(pixels, at, count, Distances.ofCode(code, width), cache);
            } else {
                pixels[at] = cache.get(symbol - PixelCodes.LITERALS - PixelCodes.LENGTHS);
                cache.add(pixels[at]);
            }
            at += count;
            x += count;
            while (x >= width) {
                x -= width;
                y++;
            }
        }
        return pixels;
    }

    private static void repeat(int[] pixels, int at, int count, int distance, ColorCache cache) throws Vp8lException {
        if (distance > at || count > pixels.length - at) {
            throw new Vp8lException("pixel " + at + " of " + pixels.length + " repeats " + count + " pixels from "
                    + distance + " back");
        }
        for (int i = at; i < at + count; i++) {
            pixels[i] = pixels[i - distance];
            cache.add(pixels[i]);
        }
    }
}
