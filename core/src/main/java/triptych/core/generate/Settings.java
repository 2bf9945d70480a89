package triptych.core.generate;

import java.util.List;

/** Checks of option values; a refusal names the option, what was found and what was needed. */
final class Settings {

    private Settings() {}

    static void require(boolean right, String option, String wrong) {
        if (!right) {
            throw new IllegalArgumentException(option + ": " + wrong);
        }
    }

    static void atLeast(int least, String option, int value) {
        require(value >= least, option, "is " + value + ", needs " + least + " or more");
    }

    static void positive(String option, double value) {
        require(value > 0 && Double.isFinite(value), option, "is " + value + ", needs a number above 0");
    }

    static void within(double from, double to, String option, double value) {
        require(value >= from && value <= to, option, "is " + value + ", needs a number from " + from + " to " + to);
    }

    /** Copies ids, none of them negative. */
    static List<Integer> ids(String option, List<Integer> ids) {
        for (int id : ids) {
            require(id >= 0, option, "has the id " + id + ", needs ids from 0");
        }
        return List.copyOf(ids);
    }
}
