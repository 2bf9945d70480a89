package triptych.apps.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import triptych.apps.Outcome;
import triptych.apps.TextTranslator;
import triptych.apps.Translation;
import triptych.apps.TranslationOptions;
import triptych.apps.TranslationOptions.Splitting;
import triptych.apps.Words;

/** Translates texts. */
@Command(
        name = "translate",
        abbreviateSynopsis = true,
        description = {
            "Translates texts: those given, or each line of a file or of the standard input.",
            "Without --model, one of the shipped models for English and Portuguese does it: into Portuguese,"
                    + " unless --to says en.",
            "For a student of Firefox Translations, which knows single sentences, each text is split into sentences; line"
                    + " breaks and spacing are kept. A blank text comes back as it is."
        })
final class TranslateCommand implements Callable<Integer> {

    @Mixin
    private TextInputs inputs;

    @Option(
            names = "--to",
            paramLabel = "LANGUAGE",
            description = "The target language: pt or en (default: " + Translators.USUAL
                    + "); with --model, by the model's own code, and needed where the model knows several.")
    private @Nullable String to;

    @Option(
            names = "--from",
            paramLabel = "LANGUAGE",
            description = "The source language, where the model knows several.")
    private @Nullable String from;

    @Option(
            names = "--no-split",
            negatable = true,
            description = "Whether texts are split into sentences, whatever the model was trained on.")
    private @Nullable Boolean whole;

    @Option(
            names = "--shortlist",
            description = "Score only the words that the shortlist of a Firefox student names for a source: faster, and"
                    + " nearly always the same text.")
    private boolean shortlist;

    @Mixin
    private ModelOptions model;

    @Mixin
    private JsonOption json;

    @Mixin
    private GenerationOptions generation;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Answers answers = new Answers(spec.commandLine(), json.or(Answers.Form.LINES));
        try (TextTranslator translator = Translators.open(spec, model, to, shortlist ? Words.SHORTLIST : Words.ALL)) {
            TranslationOptions options =
                    new TranslationOptions(to, from, splitting(), generation.over(translator.settings(from, to)));
            inputs.eachLine(answers, (texts, name) -> {
                List<Outcome<Translation>> outcomes = translator.translateAll(texts, options);
                for (int i = 0; i < texts.size(); i++) {
                    answers.print(
                            name.apply(i),
                            texts.get(i),
                            outcomes.get(i),
                            TranslateCommand::text,
                            TranslateCommand::json);
                }
            });
        }
        return answers.exitCode();
    }

    private Splitting splitting() {
        Boolean choice = whole;
        return choice == null ? Splitting.AS_TRAINED : choice ? Splitting.NONE : Splitting.SENTENCES;
    }

    private static String text(Translation translation) {
        return Alternatives.lines(translation.text(), translation.alternatives());
    }

    private static Map<String, Object> json(Translation translation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", translation.text());
        if (!translation.alternatives().isEmpty()) {
            fields.put("alternatives", translation.alternatives());
        }
        fields.put(
                "pieces",
                translation.pieces().stream()
                        .map(piece -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("source", piece.source());
                            one.putAll(JsonText.fields(piece.target()));
                            return one;
                        })
                        .toList());
        return fields;
    }
}
