package triptych.apps;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated;
import triptych.core.generate.Generated.Ending;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.TokenListener;

/**
 * Bounds each text by the length of its own source, as Marian's {@code max-length-factor} does, unless the settings
 * bound all texts alike.
 *
 * @param factor the most tokens written for each token of the source, those around it and the end counted; infinite
 *     where a source says nothing about a text's length
 */
record LengthRule(double factor) {

    static final LengthRule NONE = new LengthRule(Double.POSITIVE_INFINITY);

    private boolean applies(GenerationSettings settings) {
        return factor < Double.POSITIVE_INFINITY
                && settings.lengths().maxLength() == null
                && settings.lengths().maxNewTokens() == null;
    }

    /** Whether only sources of one length can be written about side by side. */
    boolean splits(GenerationSettings settings) {
        return applies(settings) && settings.beams().numBeams() > 1;
    }

    /** The settings for sources of these lengths: up to the greatest of their bounds. */
    GenerationSettings bound(GenerationSettings settings, int[] sources) {
        int longest = Arrays.stream(sources).max().orElseThrow();
        return applies(settings)
                ? settings.toBuilder().maxNewTokens(most(longest)).build()
                : settings;
    }

    /** What stops each row at its own bound; null where {@link #bound} does all. */
    @Nullable
    TokenListener listener(GenerationSettings settings, int[] sources) {
        if (!applies(settings) || Arrays.stream(sources).distinct().count() == 1) {
            return null;
        }
        int[][] written = new int[sources.length][settings.numReturnSequences()];
        return (row, sequence, token) -> ++written[row][sequence] < most(sources[row]);
    }

    /** Calls a row that the listener stopped what it is: as long as it may be. */
    Generated named(Generated text) {
        return text.ending() == Ending.STOPPED
                ? new Generated(text.tokens(), text.promptLength(), text.score(), Ending.MAX_LENGTH)
                : text;
    }

    private int most(int source) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(factor * source)));
    }
}
