package triptych.apps.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import triptych.apps.Classification;

/** Shows labels with their probabilities. */
final class Scores {

    private Scores() {}

    /** The likeliest labels, a line each: the label, its probability and the input, between tabs. */
    static String after(Classification found, int top, String input) {
        return found.scores().stream()
                .limit(top)
                .map(score -> score(score) + "\t" + input)
                .collect(Collectors.joining("\n"));
    }

    /** The likeliest labels, a line each: the input, the label and its probability, between tabs. */
    static String text(Classification found, int top, String input) {
        return found.scores().stream()
                .limit(top)
                .map(score -> input + "\t" + score(score))
                .collect(Collectors.joining("\n"));
    }

    private static String score(Classification.Score score) {
        return String.format(Locale.ROOT, "%s\t%.4f", score.label(), score.probability());
    }
}
