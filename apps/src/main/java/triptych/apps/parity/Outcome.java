package triptych.apps.parity;

import org.jspecify.annotations.Nullable;
import triptych.apps.ErrorText;

/**
 * What came of a case.
 *
 * @param verdict whether it holds
 * @param text the largest difference, the first wrong thing, or why it did not run
 * @param largest difference between real numbers; null where none were compared
 * @param error what stopped the case; null where it came to its end
 */
public record Outcome(
        Verdict verdict,
        String text,
        @Nullable Double largest,
        @Nullable Exception error) {

    /** Whether a case holds. */
    public enum Verdict {
        /** It gives the reference's answer. */
        PASSED,
        /** It gives another answer, or none. */
        FAILED,
        /** It asks for what is not known here. */
        NOT_RUN
    }

    static Outcome passed(String text, @Nullable Double largest) {
        return new Outcome(Verdict.PASSED, text, largest, null);
    }

    static Outcome failed(String text, @Nullable Double largest) {
        return new Outcome(Verdict.FAILED, text, largest, null);
    }

    static Outcome failed(Exception error) {
        return new Outcome(Verdict.FAILED, ErrorText.of(error), null, error);
    }

    static Outcome notRun(String reason) {
        return new Outcome(Verdict.NOT_RUN, reason, null, null);
    }
}
