package triptych.vision.image.vp8;

import java.util.Arrays;

/** Reads how macroblocks are predicted, section 11. */
final class Modes {

    /** Predicts the average of what is above and to the left. */
    static final int AVERAGE = 0;

    /** Repeats what is above. */
    static final int VERTICAL = 1;

    /** Repeats what is to the left. */
    static final int HORIZONTAL = 2;

    /** Goes on with the difference between the edges. */
    static final int TRUE_MOTION = 3;

    /** Predicts each block of 4 x 4 by a mode of its own. */
    static final int FINE = 4;

    private static final int BLOCKS = 4;
    private static final int FINE_MODES = 10;
    private static final int FINE_NODES = 9;

    private static final int[] LUMA_TREE = {-FINE, 2, 4, 6, -AVERAGE, -VERTICAL, -HORIZONTAL, -TRUE_MOTION};
    private static final int[] LUMA_ZEROS = {145, 156, 163, 128};
    private static final int[] CHROMA_TREE = {-AVERAGE, 2, -VERTICAL, 4, -HORIZONTAL, -TRUE_MOTION};
    private static final int[] CHROMA_ZEROS = {142, 114, 183};
    private static final int[] FINE_TREE = {0, 2, -1, 4, -2, 6, 8, 12, -3, 10, -5, -6, -4, 14, -7, 16, -8, -9};

    /** The 4 x 4 mode that neighbours see of each whole mode. */
    private static final int[] FINE_OF_WHOLE = {
        FinePrediction.AVERAGE, FinePrediction.VERTICAL, FinePrediction.HORIZONTAL, FinePrediction.TRUE_MOTION
    };

    private final FrameHeader header;
    private final int[] above;
    private final int[] left = new int[BLOCKS];

    Modes(FrameHeader header, int columns) {
        this.header = header;
        this.above = new int[columns * BLOCKS];
    }

    /** Forgets what is to the left, at the start of a row. */
    void startRow() {
        Arrays.fill(left, FinePrediction.AVERAGE);
    }

    /** Reads the modes of the macroblock in a column. */
    void read(BoolReader in, int column, Macroblock block) {
        block.segment = header.readSegment(in);
        block.skipped = header.readSkip(in);
        block.luma = in.leaf(LUMA_TREE, LUMA_ZEROS, 0);
        if (block.luma == FINE) {
            readFine(in, column, block.fine);
        } else {
            int mode = FINE_OF_WHOLE[block.luma];
            Arrays.fill(left, mode);
            Arrays.fill(above, column * BLOCKS, (column + 1) * BLOCKS, mode);
        }
        block.chroma = in.leaf(CHROMA_TREE, CHROMA_ZEROS, 0);
    }

    private void readFine(BoolReader in, int column, int[] modes) {
        for (int y = 0; y < BLOCKS; y++) {
            for (int x = 0; x < BLOCKS; x++) {
                int up = above[column * BLOCKS + x];
                int mode = in.leaf(FINE_TREE, Constants.MODES, (up * FINE_MODES + left[y]) * FINE_NODES);
                above[column * BLOCKS + x] = mode;
                left[y] = mode;
                modes[y * BLOCKS + x] = mode;
            }
        }
    }
}
