package triptych.bench;

/**
 * What a ratio has to be.
 *
 * @param good which side of {@code bound} is
 * @param bound itself counts as met
 */
record Goal(Sense good, double bound) {

    /** Which side is good. */
    enum Sense {
        /** The greater the better. */
        AT_LEAST("≥"),
        /** The smaller the better. */
        AT_MOST("≤");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    static Goal atLeast(double bound) {
        return new Goal(Sense.AT_LEAST, bound);
    }

    static Goal atMost(double bound) {
        return new Goal(Sense.AT_MOST, bound);
    }

    /** Whether {@code ratio} is good enough. */
    boolean met(double ratio) {
        return good == Sense.AT_LEAST ? ratio >= bound : ratio <= bound;
    }

    @Override
    public String toString() {
        return good.sign + " " + bound;
    }
}
