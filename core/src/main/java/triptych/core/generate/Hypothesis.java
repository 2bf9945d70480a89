package triptych.core.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sequence of a beam search.
 *
 * @param tokens with the prompt
 * @param score sum of its scores while it runs, divided by the length's power when it is finished
 * @param beam of the step before that it continues
 * @param finished whether it is a whole text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Hypothesis(int[] tokens, float score, int beam, boolean finished) {

    /** What the reference adds to scores that must not win. */
    static final float OUT = -1e9f;

    static Hypothesis running(int[] tokens, float score) {
        return new Hypothesis(tokens, score, 0, false);
    }

    int last() {
        return tokens[tokens.length - 1];
    }

    Hypothesis extended(int token, float newScore, int fromBeam) {
        int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
        longer[tokens.length] = token;
        return new Hypothesis(longer, newScore, fromBeam, false);
    }

    /** The same at another score, as a whole text or not. */
    Hypothesis scored(float newScore, boolean isFinished) {
        return new Hypothesis(tokens, newScore, beam, isFinished);
    }

    /** Best first; of equal scores a whole text before what only keeps a place. Adding 0 makes both zeros equal. */
    private static final Comparator<Hypothesis> ORDER = Comparator.comparingDouble((Hypothesis one) -> one.score() + 0f)
            .thenComparing(Hypothesis::finished)
            .reversed();

    /** The best, best first; of equal ones the earlier. */
    static List<Hypothesis> best(int count, Stream<Hypothesis> all) {
        return all.sorted(ORDER).limit(count).toList();
    }
}
