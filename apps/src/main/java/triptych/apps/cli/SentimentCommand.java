package triptych.apps.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import triptych.apps.Classification;
import triptych.apps.Outcome;
import triptych.apps.SentimentAnalyzer;

/** Labels texts. */
@Command(
        name = "sentiment",
        abbreviateSynopsis = true,
        description = {
            "Labels texts: those given, or each line of a file or of the standard input. Prints the label, its probability"
                    + " and the text.",
            "Without --model, the shipped model tells positive from negative English. --model may name any model for"
                    + " sequence classification."
        })
final class SentimentCommand implements Callable<Integer> {

    @Mixin
    private TextInputs inputs;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "1",
            description = "Print the N likeliest labels (default: ${DEFAULT-VALUE}).")
    private int top = 1;

    @Mixin
    private ModelOptions model;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Answers answers = new Answers(spec.commandLine(), json.or(Answers.Form.LINES));
        try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(model.folder("sentiment-sst2"), model.open())) {
            inputs.eachLine(answers, (texts, name) -> {
                List<Outcome<Classification>> outcomes = analyzer.analyzeAll(texts);
                for (int i = 0; i < texts.size(); i++) {
                    String text = texts.get(i);
                    answers.print(
                            name.apply(i),
                            text,
                            outcomes.get(i),
                            found -> Scores.after(found, top, text),
                            JsonText::fields);
                }
            });
        }
        return answers.exitCode();
    }
}
