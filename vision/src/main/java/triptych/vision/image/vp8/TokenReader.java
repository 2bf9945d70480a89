package triptych.vision.image.vp8;

/** Reads the coefficients of one block of 4 x 4, section 13.2 and 13.3. */
final class TokenReader {

    private static final int[] BAND = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    /** Probabilities of the bits above 11, 19, 35 and 67. */
    private static final int[][] LARGE = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    private final int[] zeros;
    private int firstStep;
    private int step;

    TokenReader(int[] zeros) {
        this.zeros = zeros;
    }

    /** Sets what the first coefficient and the others are multiplied with. */
    void steps(int first, int others) {
        firstStep = first;
        step = others;
    }

    /**
     * Reads coefficients until their end.
     *
     * @param kind which kind of block
     * @param context how many of the blocks above and to the left are not empty
     * @param start the first position that is read
     * @param out receives the coefficients, multiplied with their steps, in rows from {@code at} on
     * @return the position after the last one that was read, 0 to 16
     */
    int read(BoolReader in, int kind, int context, int start, int[] out, int at) {
        int node = node(kind, start, context);
        for (int i = start; i < Macroblock.COEFFICIENTS; i++) {
            if (in.bit(zeros[node]) == 0) {
                return i;
            }
            // After a zero, the block cannot end.
            while (in.bit(zeros[node + 1]) == 0) {
                i++;
                if (i == Macroblock.COEFFICIENTS) {
                    return i;
                }
                node = node(kind, i, 0);
            }
            int value = in.bit(zeros[node + 2]) == 0 ? 1 : large(in, node);
            node = node(kind, i + 1, value == 1 ? 1 : 2);
            // libwebp keeps 16 bits.
            out[at + ZIGZAG[i]] = (short) ((in.flag() ? -value : value) * (i == 0 ? firstStep : step));
        }
        return Macroblock.COEFFICIENTS;
    }

    private static int node(int kind, int position, int context) {
        return ((kind * Constants.BANDS + BAND[position]) * Constants.CONTEXTS + context) * Constants.NODES;
    }

    private int large(BoolReader in, int node) {
        if (in.bit(zeros[node + 3]) == 0) {
            return in.bit(zeros[node + 4]) == 0 ? 2 : 3 + in.bit(zeros[node + 5]);
        }
        if (in.bit(zeros[node + 6]) == 0) {
            return in.bit(zeros[node + 7]) == 0 ? 5 + in.bit(159) : 7 + 2 * in.bit(165) + in.bit(145);
        }
        int high = in.bit(zeros[node + 8]);
        int category = 2 * high + in.bit(zeros[node + 9 + high]);
        int extra = 0;
        for (int zero : LARGE[category]) {
            extra = extra << 1 | in.bit(zero);
        }
        return 3 + (8 << category) + extra;
    }
}
