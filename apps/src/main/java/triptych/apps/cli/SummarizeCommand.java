package triptych.apps.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import triptych.apps.Extract;
import triptych.apps.ExtractiveSummarizer;
import triptych.apps.GeneratedText;
import triptych.apps.Outcome;
import triptych.apps.TextSummarizer;
import triptych.core.generate.GenerationSettings;

/** Summarises texts. */
@Command(
        name = "summarize",
        abbreviateSynopsis = true,
        description = {
            "Summarises texts: those given, or the whole of a file or of the standard input.",
            "With --model (BART, T5) the summary is written by the model. Without, it is extractive: the most central"
                    + " sentences of the text, chosen with the shipped sentence encoder, word for word and in their order."
        })
final class SummarizeCommand implements Callable<Integer> {

    @Mixin
    private TextInputs inputs;

    @Option(
            names = "--sentences",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many sentences an extractive summary has (default: ${DEFAULT-VALUE}).")
    private int sentences = 3;

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
        Answers answers = new Answers(spec.commandLine(), json.or(Answers.Form.TEXT));
        if (model.named()) {
            write(answers);
        } else {
            choose(answers);
        }
        return answers.exitCode();
    }

    private void write(Answers answers) throws IOException {
        try (TextSummarizer summarizer = TextSummarizer.open(model.folder(""), model.open())) {
            GenerationSettings settings = generation.over(summarizer.settings());
            inputs.eachText((texts, name) -> {
                List<Outcome<GeneratedText>> summaries = summarizer.summarizeAll(texts, settings);
                for (int i = 0; i < texts.size(); i++) {
                    answers.print(
                            name.apply(i),
                            texts.get(i),
                            summaries.get(i),
                            Alternatives::lines,
                            summary -> json("abstractive", JsonText.fields(summary)));
                }
            });
        }
    }

    private void choose(Answers answers) throws IOException {
        if (sentences < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--sentences': " + sentences + ", must be at least 1");
        }
        if (generation.given()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Generation options need '--model': without it the summary is extractive, nothing is written");
        }
        spec.commandLine()
                .getErr()
                .println("extractive summary: the " + sentences
                        + " most central sentences, word for word; --model names a model that writes its own");
        try (ExtractiveSummarizer summarizer =
                ExtractiveSummarizer.open(model.folder("sentence-encoder"), model.open())) {
            inputs.eachText((texts, name) -> {
                List<Outcome<Extract>> extracts = summarizer.summarizeAll(texts, sentences);
                for (int i = 0; i < texts.size(); i++) {
                    answers.print(
                            name.apply(i),
                            texts.get(i),
                            extracts.get(i),
                            Extract::text,
                            extract -> json("extractive", fields(extract)));
                }
            });
        }
    }

    private static Map<String, Object> json(String kind, Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("kind", kind);
        all.putAll(fields);
        return all;
    }

    private static Map<String, Object> fields(Extract extract) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", extract.text());
        fields.put("sentences", extract.sentences());
        return fields;
    }
}
