package triptych.vision.image.vp8;

/**
 * What differs from one kind of macroblock to another, sections 9.3 and 9.6.
 *
 * @param steps quantizer steps: of luma, of luma's own averages, of chroma; first coefficient and others
 * @param filterLevel how strongly edges are smoothed, before the adjustments for a macroblock's mode
 */
record Segment(Steps steps, int filterLevel) {

    /** Kinds of macroblocks in a frame. */
    static final int COUNT = 4;

    private static final int LAST_INDEX = 127;
    private static final int LAST_CHROMA_INDEX = 117;

    /**
     * Quantizer steps.
     *
     * @param lumaFirst of a luma block's first coefficient
     * @param luma of its others
     * @param averageFirst of the first coefficient of the block of averages
     * @param average of its others
     * @param chromaFirst of a chroma block's first coefficient
     * @param chroma of its others
     */
    record Steps(int lumaFirst, int luma, int averageFirst, int average, int chromaFirst, int chroma) {

        /** Looks the steps of an index up, given how far the frame moves each from it. */
        static Steps of(int index, int[] moves) {
            return new Steps(
                    Constants.DC[clipped(index + moves[0], LAST_INDEX)],
                    Constants.AC[clipped(index, LAST_INDEX)],
                    Constants.DC[clipped(index + moves[1], LAST_INDEX)] * 2,
                    Math.max(8, Constants.AC[clipped(index + moves[2], LAST_INDEX)] * 155 / 100),
                    Constants.DC[clipped(index + moves[3], LAST_CHROMA_INDEX)],
                    Constants.AC[clipped(index + moves[4], LAST_INDEX)]);
        }

        private static int clipped(int index, int last) {
            return Math.max(0, Math.min(last, index));
        }
    }
}
