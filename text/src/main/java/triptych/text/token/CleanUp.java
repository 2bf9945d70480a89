package triptych.text.token;

/** Removes the blanks that a decoder leaves before English punctuation and contractions, as the reference does. */
final class CleanUp {

    private CleanUp() {}

    static String of(String text) {
        return text.replace(" .", ".")
                .replace(" ?", "?")
                .replace(" !", "!")
                .replace(" ,", ",")
                .replace(" ' ", "'")
                .replace(" n't", "n't")
                .replace(" 'm", "'m")
                .replace(" 's", "'s")
                .replace(" 've", "'ve")
                .replace(" 're", "'re");
    }
}
