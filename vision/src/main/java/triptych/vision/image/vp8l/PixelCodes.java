package triptych.vision.image.vp8l;

/**
 * The five codes with which a part of the picture is written, section 3.7.
 *
 * @param green green samples, lengths of repeats, and places in the colour cache
 * @param red red samples
 * @param blue blue samples
 * @param alpha alpha samples
 * @param distance how far back what is repeated stands
 */
record PixelCodes(PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {

    static final int LITERALS = 256;
    static final int LENGTHS = 24;
    private static final int DISTANCES = 40;

    static PixelCodes read(BitReader in, int cacheSize) throws Vp8lException {
        PrefixCodeReader reader = new PrefixCodeReader(in);
        return new PixelCodes(
                reader.read(LITERALS + LENGTHS + cacheSize),
                reader.read(LITERALS),
                reader.read(LITERALS),
                reader.read(LITERALS),
                reader.read(DISTANCES));
    }

    int readLiteral(BitReader in, int greenSample) throws Vp8lException {
        int redSample = red.read(in);
        int blueSample = blue.read(in);
        return alpha.read(in) << 24 | redSample << 16 | greenSample << 8 | blueSample;
    }
}
