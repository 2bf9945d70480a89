package triptych.core.generate;

/**
 * Search with several running sequences a row.
 *
 * @param numBeams {@code num_beams}; 1 is greedy search or sampling
 * @param earlyStopping {@code early_stopping}
 * @param lengthPenalty {@code length_penalty}: a sequence's sum is divided by its written length to this power, so more
 *     makes longer ones win
 */
public record Beams(int numBeams, EarlyStopping earlyStopping, double lengthPenalty) {

    /** Checks. */
    public Beams {
        Settings.atLeast(1, "num_beams", numBeams);
        Settings.require(Double.isFinite(lengthPenalty), "length_penalty", "is " + lengthPenalty);
    }
}
