package triptych.core.generate;

import org.jspecify.annotations.Nullable;

/**
 * Drawing tokens by chance. All but {@code do_sample} has its meaning, and is checked, only when drawing; the
 * restrictions apply one after the other, in this order.
 *
 * @param doSample {@code do_sample}
 * @param temperature {@code temperature}: scores are divided by it
 * @param topK {@code top_k}: only so many best tokens, and those as good as the last of them; 0 is off
 * @param topP {@code top_p}: only the best tokens that together have this probability; 1 is off
 * @param minP {@code min_p}: no token below this part of the best one's probability; null is off
 * @param typicalP {@code typical_p}: only the tokens nearest to the expected surprise that together have this
 *     probability; 1 is off
 * @param epsilonCutoff {@code epsilon_cutoff}: no token below this probability; 0 is off
 * @param etaCutoff {@code eta_cutoff}: no token below a probability that depends on the entropy; 0 is off
 * @param seed of the draws: with the same, a row gets the same text, alone or in any batch; null for another every time
 */
public record Sampling(
        boolean doSample,
        double temperature,
        int topK,
        double topP,
        @Nullable Double minP,
        double typicalP,
        double epsilonCutoff,
        double etaCutoff,
        @Nullable Long seed) {

    /** Checks. */
    public Sampling {
        if (doSample) {
            Settings.positive("temperature", temperature);
            Settings.atLeast(0, "top_k", topK);
            Settings.within(0, 1, "top_p", topP);
            if (minP != null) {
                Settings.within(0, 1, "min_p", minP);
            }
            Settings.require(
                    typicalP > 0 && typicalP <= 1,
                    "typical_p",
                    "is " + typicalP + ", needs a number above 0, at most 1");
            belowOne("epsilon_cutoff", epsilonCutoff);
            belowOne("eta_cutoff", etaCutoff);
        }
    }

    private static void belowOne(String option, double value) {
        Settings.require(value >= 0 && value < 1, option, "is " + value + ", needs a number from 0, below 1");
    }
}
