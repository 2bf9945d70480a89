package triptych.text.model;

import org.jspecify.annotations.Nullable;

/** How a text model tells positions apart before its first layer. */
public sealed interface PositionSpec {

    /** How many positions there are; {@link Integer#MAX_VALUE} if there is no table of them. */
    int count();

    /**
     * A trained vector for every position.
     *
     * @param count how many positions can be used
     * @param unusedRows rows of the table before the first position's
     */
    record Learned(int count, int unusedRows) implements PositionSpec {}

    /**
     * Sines in the first half of the width, cosines in the second; the angle of element k grows by {@code 10000^(-k /
     * divisor)} a position.
     *
     * @param count how many positions are tabulated
     * @param divisor half the width in the paper's formula; half the width less one in Marian's own files and TrOCR
     * @param padding the token that has no position, where there is one: its row is zero, the others' follow, and it is
     *     not counted; null where every token has a position
     */
    record Sinusoidal(int count, double divisor, @Nullable Integer padding) implements PositionSpec {

        /** A table in which every token has a position. */
        public Sinusoidal(int count, double divisor) {
            this(count, divisor, null);
        }

        /** How many rows come before the first position's. */
        int unusedRows() {
            return padding == null ? 0 : padding + 1;
        }
    }

    /** None: the layers tell positions apart themselves. */
    record None() implements PositionSpec {

        @Override
        public int count() {
            return Integer.MAX_VALUE;
        }
    }
}
