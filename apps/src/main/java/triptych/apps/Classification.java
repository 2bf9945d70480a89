package triptych.apps;

import java.util.List;

/**
 * What a classifier says about an input.
 *
 * @param scores every label with its probability, the likeliest first
 */
public record Classification(List<Score> scores) {

    /**
     * A label.
     *
     * @param label as the checkpoint names it
     * @param probability from 0 to 1; over labels that exclude each other they add up to 1
     */
    public record Score(String label, double probability) {}

    /** Copies. */
    public Classification {
        scores = List.copyOf(scores);
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("a classification needs a label");
        }
    }

    /** The likeliest label. */
    public String label() {
        return scores.get(0).label();
    }

    /** The probability of the likeliest label. */
    public double probability() {
        return scores.get(0).probability();
    }
}
