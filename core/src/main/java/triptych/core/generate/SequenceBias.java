package triptych.core.generate;

import java.util.List;

/**
 * An entry of {@code sequence_bias}.
 *
 * @param tokens a sequence; not empty
 * @param bias added to its last token's score where the others stand before it
 */
public record SequenceBias(List<Integer> tokens, double bias) {

    /** Checks and copies. */
    public SequenceBias {
        tokens = Settings.ids("sequence_bias", tokens);
        Settings.require(!tokens.isEmpty(), "sequence_bias", "has an empty sequence; each needs a token at least");
    }
}
