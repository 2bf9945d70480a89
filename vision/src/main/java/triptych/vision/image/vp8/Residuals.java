package triptych.vision.image.vp8;

import java.util.Arrays;

/** Reads the coefficients of macroblocks, section 13. */
final class Residuals {

    private static final int AFTER_AVERAGES = 0;
    private static final int AVERAGES = 1;
    private static final int CHROMA = 2;
    private static final int LUMA = 3;

    private static final int LUMA_BLOCKS = 16;
    /** Flags of a macroblock's edge: 4 of luma, 2 and 2 of chroma, 1 of the averages. */
    private static final int FLAGS = 9;

    private static final int AVERAGES_FLAG = 8;

    private final TokenReader tokens;
    private final int[] above;
    private final int[] left = new int[FLAGS];
    private final int[] averages = new int[Macroblock.COEFFICIENTS];
    private final int[] lumaOfAverages = new int[LUMA_BLOCKS];

    Residuals(FrameHeader header, int columns) {
        this.tokens = new TokenReader(header.coefficients());
        this.above = new int[columns * FLAGS];
    }

    /** Forgets what is to the left, at the start of a row. */
    void startRow() {
        Arrays.fill(left, 0);
    }

    /** Notes that the macroblock in a column has no coefficients. */
    void skip(int column, Macroblock block) {
        int keep = block.luma == Modes.FINE ? 1 : 0;
        Arrays.fill(left, 0, FLAGS - keep, 0);
        Arrays.fill(above, column * FLAGS, (column + 1) * FLAGS - keep, 0);
    }

    /** Reads the coefficients of the macroblock in a column and returns whether any is not zero. */
    boolean read(BoolReader in, int column, Macroblock block, Segment.Steps steps) {
        Arrays.fill(block.coefficients, 0);
        boolean any = false;
        boolean fine = block.luma == Modes.FINE;
        if (!fine) {
            readAverages(in, column, block.coefficients, steps);
        }
        int kind = fine ? LUMA : AFTER_AVERAGES;
        for (int i = 0; i < LUMA_BLOCKS; i++) {
            int up = column * FLAGS + i % 4;
            tokens.steps(steps.lumaFirst(), steps.luma());
            any |= readBlock(in, kind, block.coefficients, i, up, i / 4);
        }
        tokens.steps(steps.chromaFirst(), steps.chroma());
        for (int i = LUMA_BLOCKS; i < Macroblock.BLOCKS; i++) {
            int plane = 4 + (i - LUMA_BLOCKS) / 4 * 2;
            int up = column * FLAGS + plane + i % 2;
            any |= readBlock(in, CHROMA, block.coefficients, i, up, plane + i % 4 / 2);
        }
        return any;
    }

    /** Returns whether the block counts as not empty. */
    private boolean readBlock(BoolReader in, int kind, int[] coefficients, int block, int up, int side) {
        int start = kind == AFTER_AVERAGES ? 1 : 0;
        int at = block * Macroblock.COEFFICIENTS;
        int end = tokens.read(in, kind, above[up] + left[side], start, coefficients, at);
        above[up] = end > start ? 1 : 0;
        left[side] = above[up];
        return end > 1 || coefficients[at] != 0;
    }

    private void readAverages(BoolReader in, int column, int[] coefficients, Segment.Steps steps) {
        int up = column * FLAGS + AVERAGES_FLAG;
        Arrays.fill(averages, 0);
        tokens.steps(steps.averageFirst(), steps.average());
        int end = tokens.read(in, AVERAGES, above[up] + left[AVERAGES_FLAG], 0, averages, 0);
        above[up] = end > 0 ? 1 : 0;
        left[AVERAGES_FLAG] = above[up];
        Transforms.averages(averages, lumaOfAverages);
        for (int i = 0; i < LUMA_BLOCKS; i++) {
            coefficients[i * Macroblock.COEFFICIENTS] = lumaOfAverages[i];
        }
    }
}
