package triptych.vision.image.vp8;

/** What is read of 16 x 16 pixels; reused from one to the next. */
final class Macroblock {

    /** Blocks of 4 x 4: 16 of luma, then 4 each of the two colour differences. */
    static final int BLOCKS = 24;

    /** Coefficients of a block. */
    static final int COEFFICIENTS = 16;

    int segment;
    boolean skipped;
    int luma;
    int chroma;
    final int[] fine = new int[16];

    /** The coefficients of all blocks, multiplied with their steps. */
    final int[] coefficients = new int[BLOCKS * COEFFICIENTS];
}
