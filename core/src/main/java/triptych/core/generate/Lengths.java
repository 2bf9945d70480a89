package triptych.core.generate;

import org.jspecify.annotations.Nullable;

/**
 * How long sequences may and must be, in tokens. Lengths count start tokens or prompt, with its padding; numbers of new
 * tokens do not, and win over lengths.
 *
 * @param maxLength {@code max_length}; without it and {@code max_new_tokens}, 20 tokens are written, at most what the
 *     positions allow
 * @param maxNewTokens {@code max_new_tokens}
 * @param minLength {@code min_length}: no end token before
 * @param minNewTokens {@code min_new_tokens}: no end token before
 * @param maxTime {@code max_time}, seconds: the step in which they are over is the last
 * @param exponentialDecayLengthPenalty {@code exponential_decay_length_penalty}
 */
public record Lengths(
        @Nullable Integer maxLength,
        @Nullable Integer maxNewTokens,
        int minLength,
        @Nullable Integer minNewTokens,
        @Nullable Double maxTime,
        @Nullable LengthDecay exponentialDecayLengthPenalty) {

    /** Checks. */
    public Lengths {
        if (maxLength != null) {
            Settings.atLeast(1, "max_length", maxLength);
        }
        if (maxNewTokens != null) {
            Settings.atLeast(1, "max_new_tokens", maxNewTokens);
        }
        Settings.atLeast(0, "min_length", minLength);
        if (minNewTokens != null) {
            Settings.atLeast(0, "min_new_tokens", minNewTokens);
        }
        if (maxTime != null) {
            Settings.positive("max_time", maxTime);
        }
    }
}
