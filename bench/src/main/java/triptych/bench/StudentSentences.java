package triptych.bench;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import triptych.apps.OpenOptions;
import triptych.apps.Outcome;
import triptych.apps.TextTranslator;

/**
 * Translates real sentences with the shipped student. Items are the sources' words.
 *
 * @param translator as a user opens it
 * @param sentences in English
 * @param together whether all are given at once
 */
record StudentSentences(TextTranslator translator, List<String> sentences, boolean together) implements Work {

    static StudentSentences open(Trial trial, Places places) throws IOException {
        OpenOptions options = OpenOptions.defaults()
                .withDevice("cpu")
                .withExecution(trial.way())
                .withPrecision(trial.precision());
        return new StudentSentences(
                TextTranslator.open(places.shipped(trial.row().model()), options),
                places.sentences(),
                trial.row().task().equals(Rows.TOGETHER));
    }

    @Override
    public OptionalInt run() {
        if (together) {
            translator.translateAll(sentences).forEach(Outcome::value);
        } else {
            sentences.forEach(translator::translate);
        }
        return OptionalInt.empty();
    }

    @Override
    public int items() {
        return sentences.stream()
                .mapToInt(sentence -> sentence.strip().split("\\s+", -1).length)
                .sum();
    }

    @Override
    public void close() {
        translator.close();
    }
}
