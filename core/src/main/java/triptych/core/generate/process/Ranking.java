package triptych.core.generate.process;

import java.util.Arrays;

/** Orders words by a value each. */
final class Ranking {

    /** Up to so many are found faster by insertion than by sorting all words. */
    private static final int FEW = 256;

    private Ranking() {}

    /**
     * Returns the words whose value is above minus infinity, from the least value to the greatest; of equal ones the
     * lower id first, as torch sorts.
     */
    static int[] ascending(float[] values) {
        long[] keys = new long[values.length];
        int count = 0;
        for (int word = 0; word < values.length; word++) {
            if (values[word] != Float.NEGATIVE_INFINITY) {
                keys[count++] = (long) sortable(values[word]) << Integer.SIZE | word;
            }
        }
        Arrays.sort(keys, 0, count);
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = (int) keys[i];
        }
        return words;
    }

    /** Returns the n-th greatest value, counted from 1; the least one if there are fewer. */
    static float nthGreatest(float[] values, int n) {
        if (n > FEW) {
            float[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted[Math.max(0, sorted.length - n)];
        }
        float[] best = new float[Math.min(n, values.length)];
        int count = 0;
        for (float value : values) {
            if (count < best.length) {
                insert(best, count++, value);
            } else if (value > best[count - 1]) {
                insert(best, count - 1, value);
            }
        }
        return best[count - 1];
    }

    private static void insert(float[] best, int last, float value) {
        int at = last;
        while (at > 0 && best[at - 1] < value) {
            best[at] = best[at - 1];
            at--;
        }
        best[at] = value;
    }

    /** Maps floats to ints of the same order; both zeros are equal. */
    private static int sortable(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }
}
