package triptych.core.generate;

/**
 * The words that may come next, without those that are out of the question.
 *
 * @param words in ascending order
 * @param scores theirs, processed
 * @param others no word that is not listed scores more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Contenders(int[] words, float[] scores, float others) {

    /** The best word, of equal ones the lowest; −1 if one that is not listed may be as good. */
    int best() {
        int best = -1;
        float greatest = others;
        for (int i = 0; i < words.length; i++) {
            if (scores[i] > greatest) {
                greatest = scores[i];
                best = words[i];
            }
        }
        return best;
    }
}
