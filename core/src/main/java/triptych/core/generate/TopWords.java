package triptych.core.generate;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The words that score best behind each row of a session.
 *
 * @param words {@code [rows, count]}: the best words of each row, in any order; NaN counts as the best of all, and
 *     which of several equal words are there is open
 * @param scores {@code [rows, count]}: theirs
 * @param named {@code [rows, names]}: the scores of words that were named
 * @param all gives the scores of all words of a row, until the session is used again; the caller may change them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TopWords(int[][] words, float[][] scores, float[][] named, IntFunction<float[]> all) {

    /**
     * Picks them from the scores of all words.
     *
     * @param all {@code [rows × words]}, row after row
     * @param count of the best, at most all
     * @param names {@code [rows, names]}
     */
    public static TopWords of(float[] all, int count, int[][] names) {
        int words = all.length / names.length;
        int[][] best = new int[names.length][];
        float[][] scores = new float[names.length][];
        float[][] named = new float[names.length][];
        for (int row = 0; row < names.length; row++) {
            float[] own = Arrays.copyOfRange(all, row * words, (row + 1) * words);
            best[row] = best(own, count);
            scores[row] = at(own, best[row]);
            named[row] = at(own, names[row]);
        }
        return new TopWords(best, scores, named, row -> Arrays.copyOfRange(all, row * words, (row + 1) * words));
    }

    private static int[] best(float[] scores, int count) {
        int[] best = new int[count];
        for (int word = 0; word < scores.length; word++) {
            int at = Math.min(word, count);
            for (; at > 0 && Float.compare(scores[word], scores[best[at - 1]]) > 0; at--) {
                if (at < count) {
                    best[at] = best[at - 1];
                }
            }
            if (at < count) {
                best[at] = word;
            }
        }
        return best;
    }

    private static float[] at(float[] scores, int[] words) {
        float[] found = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            found[i] = scores[words[i]];
        }
        return found;
    }
}
