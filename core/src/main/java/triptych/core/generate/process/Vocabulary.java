package triptych.core.generate.process;

/** Checks ids against the number of words. */
final class Vocabulary {

    private Vocabulary() {}

    static void require(String option, int token, int words) {
        if (token < 0 || token >= words) {
            throw new IllegalArgumentException(
                    option + ": has the id " + token + ", but the model has " + words + " words");
        }
    }
}
