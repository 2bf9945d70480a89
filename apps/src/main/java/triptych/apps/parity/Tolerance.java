package triptych.apps.parity;

import triptych.core.checkpoint.CheckpointException;

/**
 * How far a real number may be from the reference's.
 *
 * @param atol in any case
 * @param rtol besides, for each unit of the reference's number
 */
record Tolerance(double atol, double rtol) {

    private static final double USUAL = 1e-4;

    /** Whole numbers and levels. */
    static final Tolerance NONE = new Tolerance(0, 0);

    /** What a case says, or the usual. */
    static Tolerance of(Fields fields) throws CheckpointException {
        Tolerance tolerance = new Tolerance(fields.number("atol", USUAL), fields.number("rtol", USUAL));
        if (tolerance.atol < 0 || tolerance.rtol < 0) {
            throw fields.wrong(tolerance.atol < 0 ? "atol" : "rtol", "0 or above");
        }
        return tolerance;
    }

    /** NaN never passes; an infinity passes against the same one only. */
    boolean passes(double got, double want) {
        if (Double.isInfinite(got) || Double.isInfinite(want)) {
            return got == want;
        }
        return Math.abs(got - want) <= atol + rtol * Math.abs(want);
    }
}
