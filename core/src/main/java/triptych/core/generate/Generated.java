package triptych.core.generate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A written sequence.
 *
 * @param tokens as the reference returns them: start tokens or prompt (with its padding) first, the end token last if
 *     there is one, no padding behind it
 * @param promptLength how many of them stood there before
 * @param score of a beam: its processed log-probabilities' sum over its length to the power of the length penalty; null
 *     for greedy search and sampling
 * @param ending why it ends
 */
@SuppressWarnings("ArrayRecordComponent") // ids: not boxed; equality is not asked for
public record Generated(
        int[] tokens, int promptLength, @Nullable Float score, Ending ending) {

    /** Why a sequence ends. */
    public enum Ending {
        /** With an end token. */
        END_TOKEN,
        /** At its greatest length. */
        MAX_LENGTH,
        /** When its time was over. */
        MAX_TIME,
        /** When the listener had enough. */
        STOPPED,
        /** Nothing was left to choose: every beam's score was minus infinity. */
        NOTHING_LEFT
    }

    /** Returns the tokens behind the prompt, with the end token if there is one. */
    public int[] written() {
        return Arrays.copyOfRange(tokens, promptLength, tokens.length);
    }
}
