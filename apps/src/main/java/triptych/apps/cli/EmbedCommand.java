package triptych.apps.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import triptych.apps.Outcome;
import triptych.apps.SentenceEncoder;

/** Turns sentences into vectors. */
@Command(
        name = "embed",
        abbreviateSynopsis = true,
        description = {
            "Turns sentences into vectors of length 1: those given, or each line of a file or of the standard input. Prints a"
                    + " vector a line, its numbers between blanks. The dot product of two is the sentences' likeness.",
            "Without --model, the shipped sentence encoder for English does it."
        })
final class EmbedCommand implements Callable<Integer> {

    @Mixin
    private TextInputs inputs;

    @Mixin
    private ModelOptions model;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Answers answers = new Answers(spec.commandLine(), json.or(Answers.Form.LINES));
        try (SentenceEncoder encoder = SentenceEncoder.open(model.folder("sentence-encoder"), model.open())) {
            inputs.eachLine(answers, (texts, name) -> {
                List<Outcome<float[]>> vectors = encoder.encodeAll(texts);
                for (int i = 0; i < texts.size(); i++) {
                    answers.print(
                            name.apply(i),
                            texts.get(i),
                            vectors.get(i),
                            EmbedCommand::text,
                            vector -> Map.of("vector", vector));
                }
            });
        }
        return answers.exitCode();
    }

    private static String text(float[] vector) {
        StringJoiner numbers = new StringJoiner(" ");
        for (float number : vector) {
            numbers.add(Float.toString(number));
        }
        return numbers.toString();
    }
}
