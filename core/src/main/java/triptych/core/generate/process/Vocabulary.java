package triptych.core.generate.process;

/** What ids are to a vocabulary. */
final class Vocabulary {

    private Vocabulary() {}

    /** Gives words minus infinity; ids outside the vocabulary change nothing. */
    static void forbid(int[] words, float[] scores) {
        for (int word : words) {
            if (word >= 0 && word < scores.length) {
                scores[word] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    static void require(String option, int token, int words) {
        if (token < 0 || token >= words) {
            throw new IllegalArgumentException(
                    option + ": has the id " + token + ", but the model has " + words + " words");
        }
    }
}
