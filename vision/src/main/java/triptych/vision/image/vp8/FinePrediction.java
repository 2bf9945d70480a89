package triptych.vision.image.vp8;

/** Predicts blocks of 4 x 4 from the 13 samples around them, section 12.3. */
final class FinePrediction {

    static final int AVERAGE = 0;
    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;
    private static final int LEFT_DOWN = 4;
    private static final int RIGHT_DOWN = 5;
    private static final int VERTICAL_RIGHT = 6;
    private static final int VERTICAL_LEFT = 7;
    private static final int HORIZONTAL_DOWN = 8;

    /** Where the corner stands in {@link #edge}. */
    private static final int CORNER = 4;

    /** From the lowest sample to the left, up to the corner, and on to the last sample above to the right. */
    private final int[] edge = new int[13];

    private final int[] out = new int[16];

    /**
     * Fills a block.
     *
     * @param at its first sample
     * @param aboveRight where the four samples above and to the right of it stand
     */
    void fill(Plane plane, int at, int mode, int[] aboveRight) {
        int stride = plane.stride();
        for (int i = 0; i < 4; i++) {
            edge[3 - i] = plane.get(at + i * stride - 1);
            edge[5 + i] = plane.get(at - stride + i);
            edge[9 + i] = aboveRight[i];
        }
        edge[CORNER] = plane.get(at - stride - 1);
        predict(mode);
        for (int i = 0; i < 16; i++) {
            plane.setClipped(at + i / 4 * stride + i % 4, out[i]);
        }
    }

    private void predict(int mode) {
        switch (mode) {
            case AVERAGE -> average();
            case TRUE_MOTION -> trueMotion();
            case VERTICAL -> vertical();
            case HORIZONTAL -> horizontal();
            case LEFT_DOWN -> leftDown();
            case RIGHT_DOWN -> rightDown();
            case VERTICAL_RIGHT -> verticalRight();
            case VERTICAL_LEFT -> verticalLeft();
            case HORIZONTAL_DOWN -> horizontalDown();
            default -> horizontalUp();
        }
    }

    private void average() {
        int sum = 4;
        for (int i = 0; i < 4; i++) {
            sum += edge[i] + edge[5 + i];
        }
        for (int i = 0; i < 16; i++) {
            out[i] = sum >> 3;
        }
    }

    private void trueMotion() {
        for (int i = 0; i < 16; i++) {
            out[i] = edge[3 - i / 4] + edge[5 + i % 4] - edge[CORNER];
        }
    }

    private void vertical() {
        for (int i = 0; i < 16; i++) {
            out[i] = three(5 + i % 4);
        }
    }

    private void horizontal() {
        for (int i = 0; i < 16; i++) {
            int row = i / 4;
            out[i] = row < 3 ? three(3 - row) : (edge[1] + 3 * edge[0] + 2) >> 2;
        }
    }

    private void leftDown() {
        for (int i = 0; i < 15; i++) {
            out[i] = three(6 + i / 4 + i % 4);
        }
        out[15] = (edge[11] + 3 * edge[12] + 2) >> 2;
    }

    private void rightDown() {
        for (int i = 0; i < 16; i++) {
            out[i] = three(CORNER - i / 4 + i % 4);
        }
    }

    private void verticalRight() {
        set(three(2), 12);
        set(three(3), 8);
        set(three(4), 13, 4);
        set(two(4), 9, 0);
        set(three(5), 14, 5);
        set(two(5), 10, 1);
        set(three(6), 15, 6);
        set(two(6), 11, 2);
        set(three(7), 7);
        set(two(7), 3);
    }

    private void verticalLeft() {
        set(two(5), 0);
        set(three(6), 4);
        set(two(6), 8, 1);
        set(three(7), 5, 12);
        set(two(7), 9, 2);
        set(three(8), 13, 6);
        set(two(8), 10, 3);
        set(three(9), 14, 7);
        set(three(10), 11);
        set(three(11), 15);
    }

    private void horizontalDown() {
        set(two(0), 12);
        set(three(1), 13);
        set(two(1), 8, 14);
        set(three(2), 9, 15);
        set(two(2), 10, 4);
        set(three(3), 11, 5);
        set(two(3), 6, 0);
        set(three(4), 7, 1);
        set(three(5), 2);
        set(three(6), 3);
    }

    private void horizontalUp() {
        set(two(2), 0);
        set(three(2), 1);
        set(two(1), 2, 4);
        set(three(1), 3, 5);
        set(two(0), 6, 8);
        set((edge[1] + 3 * edge[0] + 2) >> 2, 7, 9);
        set(edge[0], 10, 11, 12, 13, 14, 15);
    }

    private void set(int sample, int... places) {
        for (int place : places) {
            out[place] = sample;
        }
    }

    /** Averages the edge at {@code i} and after it. */
    private int two(int i) {
        return (edge[i] + edge[i + 1] + 1) >> 1;
    }

    /** Averages the edge around {@code i}, which counts twice. */
    private int three(int i) {
        return (edge[i - 1] + 2 * edge[i] + edge[i + 1] + 2) >> 2;
    }
}
