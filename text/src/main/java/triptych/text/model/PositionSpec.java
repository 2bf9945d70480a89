package triptych.text.model;

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
     * @param divisor half the width in the paper's formula; half the width less one in Marian's own files
     */
    record Sinusoidal(int count, double divisor) implements PositionSpec {}

    /** None: the layers tell positions apart themselves. */
    record None() implements PositionSpec {

        @Override
        public int count() {
            return Integer.MAX_VALUE;
        }
    }
}
