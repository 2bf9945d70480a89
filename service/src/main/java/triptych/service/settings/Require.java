package triptych.service.settings;

/** Checks settings. */
final class Require {

    private Require() {}

    static void atLeast(long least, String name, long value) {
        that(value >= least, name, value, "at least " + least);
    }

    static void within(long least, long most, String name, long value) {
        that(value >= least && value <= most, name, value, "from " + least + " to " + most);
    }

    /**
     * Checks.
     *
     * @param needed says what would be right
     * @throws IllegalArgumentException if a setting is wrong
     */
    static void that(boolean right, String name, Object value, String needed) {
        if (!right) {
            throw new IllegalArgumentException(name + ": is " + value + ", must be " + needed);
        }
    }
}
