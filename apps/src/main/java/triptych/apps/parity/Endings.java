package triptych.apps.parity;

import java.util.Arrays;
import triptych.core.generate.SpecialTokens;

/**
 * Where sequences end.
 *
 * @param special end and padding tokens
 * @param promptLength tokens that stand before the first written one; an end token among them ends nothing
 */
record Endings(SpecialTokens special, int promptLength) {

    /** The sequence up to its first written end token, that included; without padding where it has none. */
    int[] trimmed(int[] sequence) {
        for (int i = promptLength; i < sequence.length; i++) {
            if (special.eosTokenId().contains(sequence[i])) {
                return Arrays.copyOf(sequence, i + 1);
            }
        }
        Integer padding = special.padTokenId();
        int length = sequence.length;
        while (padding != null && length > promptLength && sequence[length - 1] == padding) {
            length--;
        }
        return Arrays.copyOf(sequence, length);
    }
}
