package triptych.apps.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import triptych.apps.GeneratedText;
import triptych.apps.Outcome;
import triptych.apps.TextGenerator;
import triptych.core.generate.GenerationSettings;

/** Continues texts. */
@Command(
        name = "generate",
        abbreviateSynopsis = true,
        description = {
            "Continues texts: those given, or the whole of a file or of the standard input. Prints each with what follows.",
            "No model for it is shipped: --model names one (GPT-2)."
        })
final class GenerateCommand implements Callable<Integer> {

    @Mixin
    private TextInputs inputs;

    @Option(
            names = "--stream",
            description = "Print each word as soon as it is chosen; for a single text, without beams.")
    private boolean stream;

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
        try (TextGenerator generator = TextGenerator.open(model.required("continuing texts"), model.open())) {
            GenerationSettings settings = generation.over(generator.settings());
            inputs.eachText((texts, name) -> {
                if (stream) {
                    stream(generator, settings, texts);
                    return;
                }
                List<Outcome<GeneratedText>> outcomes = generator.generateAll(texts, settings);
                for (int i = 0; i < texts.size(); i++) {
                    String prompt = texts.get(i);
                    answers.print(
                            name.apply(i), prompt, outcomes.get(i), written -> text(prompt, written), JsonText::fields);
                }
            });
        }
        return answers.exitCode();
    }

    private void stream(TextGenerator generator, GenerationSettings settings, List<String> texts) {
        PrintWriter out = spec.commandLine().getOut();
        for (String text : texts) {
            out.print(text);
            out.flush();
            generator.generate(text, settings, part -> {
                out.print(part);
                out.flush();
            });
            out.println();
        }
    }

    private static String text(String prompt, GeneratedText written) {
        return Alternatives.texts(written).stream().map(prompt::concat).collect(Collectors.joining("\n"));
    }
}
