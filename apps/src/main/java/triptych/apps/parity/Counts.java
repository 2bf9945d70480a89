package triptych.apps.parity;

/**
 * How many cases came out how.
 *
 * @param passed gave the reference's answer
 * @param failed gave another answer, or none; a folder that cannot be read counts as one
 * @param notRun asked for what is not known here
 */
public record Counts(int passed, int failed, int notRun) {

    /** Nothing yet. */
    public static final Counts NONE = new Counts(0, 0, 0);

    Counts with(Outcome outcome) {
        return switch (outcome.verdict()) {
            case PASSED -> new Counts(passed + 1, failed, notRun);
            case FAILED -> new Counts(passed, failed + 1, notRun);
            case NOT_RUN -> new Counts(passed, failed, notRun + 1);
        };
    }

    /** Both together. */
    public Counts plus(Counts more) {
        return new Counts(passed + more.passed, failed + more.failed, notRun + more.notRun);
    }

    /** Whether at least one case was asked for, and all of them passed. */
    public boolean allPassed() {
        return passed > 0 && failed == 0 && notRun == 0;
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed, " + notRun + " not run";
    }
}
