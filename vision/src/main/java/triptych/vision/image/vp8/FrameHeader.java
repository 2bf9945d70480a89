package triptych.vision.image.vp8;

import java.util.Arrays;

/** What stands before the macroblocks of a key frame, section 9.2 to 9.11. */
final class FrameHeader {

    private static final int ALWAYS = 255;
    private static final int MOVES = 5;

    private final Segment[] segments = new Segment[Segment.COUNT];
    private final int[] segmentZeros = new int[Segment.COUNT - 1];
    private final int[] coefficients = Constants.COEFFICIENTS.clone();
    private boolean mapsSegments;
    private boolean simpleFilter;
    private int filterLevel;
    private int sharpness;
    private int frameFilterMove;
    private int finePredictionFilterMove;
    private int partitions;
    private int skipZeros;

    private FrameHeader() {}

    static FrameHeader read(BoolReader in) {
        FrameHeader header = new FrameHeader();
        header.readAll(in);
        return header;
    }

    private void readAll(BoolReader in) {
        // The colour space and whether to clip change nothing here: there is one space, and clipping is always right.
        in.number(2);
        int[] quantizers = new int[Segment.COUNT];
        int[] filters = new int[Segment.COUNT];
        boolean segmented = in.flag();
        boolean absolute = segmented && readSegments(in, quantizers, filters);
        simpleFilter = in.flag();
        filterLevel = in.number(6);
        sharpness = in.number(3);
        boolean movesFilter = in.flag();
        if (movesFilter && in.flag()) {
            readFilterMoves(in);
        }
        partitions = 1 << in.number(2);
        int quantizer = in.number(7);
        int[] moves = new int[MOVES];
        Arrays.setAll(moves, i -> in.optional(4));
        for (int i = 0; i < Segment.COUNT; i++) {
            int index = absolute ? quantizers[i] : quantizer + quantizers[i];
            int level = absolute ? filters[i] : filterLevel + filters[i];
            segments[i] = new Segment(Segment.Steps.of(index, moves), level);
        }
        // Whether later frames go on with these probabilities; there are none.
        in.flag();
        for (int i = 0; i < coefficients.length; i++) {
            if (in.bit(Constants.UPDATES[i]) != 0) {
                coefficients[i] = in.number(8);
            }
        }
        skipZeros = in.flag() ? in.number(8) : -1;
    }

    /** Returns whether the numbers replace the frame's instead of moving them. */
    private boolean readSegments(BoolReader in, int[] quantizers, int[] filters) {
        mapsSegments = in.flag();
        boolean absolute = false;
        if (in.flag()) {
            absolute = in.flag();
            Arrays.setAll(quantizers, i -> in.optional(7));
            Arrays.setAll(filters, i -> in.optional(6));
        }
        if (mapsSegments) {
            Arrays.setAll(segmentZeros, i -> in.flag() ? in.number(8) : ALWAYS);
        }
        return absolute;
    }

    private void readFilterMoves(BoolReader in) {
        int[] byReference = new int[4];
        int[] byMode = new int[4];
        Arrays.setAll(byReference, i -> in.optional(6));
        Arrays.setAll(byMode, i -> in.optional(6));
        frameFilterMove = byReference[0];
        finePredictionFilterMove = byMode[0];
    }

    Segment segment(int i) {
        return segments[i];
    }

    /** Reads which segment a macroblock belongs to; all are in the first one if the frame does not say. */
    int readSegment(BoolReader in) {
        if (!mapsSegments) {
            return 0;
        }
        return in.bit(segmentZeros[0]) == 0 ? in.bit(segmentZeros[1]) : 2 + in.bit(segmentZeros[2]);
    }

    /** Reads whether a macroblock has no coefficients at all. */
    boolean readSkip(BoolReader in) {
        return skipZeros >= 0 && in.bit(skipZeros) != 0;
    }

    /** Returns the probabilities of tokens, in the layout of {@link Constants#COEFFICIENTS}. */
    int[] coefficients() {
        return coefficients;
    }

    /**
     * Returns into how many parts the coefficients are split; row {@code i} is in part {@code i} modulo their number.
     */
    int partitions() {
        return partitions;
    }

    boolean filters() {
        return filterLevel > 0;
    }

    boolean simpleFilter() {
        return simpleFilter;
    }

    int sharpness() {
        return sharpness;
    }

    /** Returns how strongly the edges of a macroblock are smoothed, 0 to 63. */
    int filterLevel(int segment, boolean finePrediction) {
        int level = segments[segment].filterLevel() + frameFilterMove;
        if (finePrediction) {
            level += finePredictionFilterMove;
        }
        return Math.max(0, Math.min(63, level));
    }
}
