package triptych.apps.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import triptych.apps.Inspection;
import triptych.apps.Inspector;
import triptych.apps.OpenOptions;
import triptych.core.checkpoint.ModelPath;

/** Says what a checkpoint is. */
@Command(
        name = "inspect",
        abbreviateSynopsis = true,
        description = {
            "Says what a checkpoint folder holds: family, sizes, parameters, licence, files; and what would be refused, and why.",
            "Weights are not read, only their headers. The exit code is 0 also where the checkpoint cannot be opened."
        })
final class InspectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "A checkpoint folder, or org/name in the local Hugging Face cache.")
    private String model;

    @Option(
            names = "--program",
            description = "Print the TorchScript program that the model runs as, and nothing else.")
    private boolean program;

    @Mixin
    private RunOptions run;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OpenOptions options = run.in(OpenOptions.defaults());
        PrintWriter out = spec.commandLine().getOut();
        if (program) {
            out.print(Inspector.program(ModelPath.resolve(model), options));
            out.flush();
            return ExitCode.OK;
        }
        Inspection found = Inspector.inspect(ModelPath.resolve(model), options);
        if (json) {
            out.println(JsonText.page(found));
        } else {
            print(found, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void print(Inspection found, PrintWriter out) {
        line(out, "folder", found.folder());
        line(out, "family", found.family().isEmpty() ? "not stated" : found.family());
        line(out, "opens as", list(found.classes()));
        line(out, "serves", list(found.serves()));
        line(out, "licence", found.licence() == null ? "not stated" : found.licence());
        line(out, "parameters", String.format(Locale.ROOT, "%,d", found.parameters()));
        line(out, "sizes", pairs(found.sizes()));
        Inspection.Stored weights = found.weights();
        line(
                out,
                "weights",
                String.format(Locale.ROOT, "%d tensors, %,d bytes", weights.tensors(), weights.bytes()) + ", "
                        + pairs(weights.types()));
        line(out, "matrices", found.matrices() == null ? "none" : found.matrices());
        found.parts()
                .forEach((name, facts) ->
                        line(out, name, facts instanceof Map<?, ?> map ? pairs(map) : String.valueOf(facts)));
        line(
                out,
                "files",
                found.files().entrySet().stream()
                        .map(file -> String.format(Locale.ROOT, "%s (%,d)", file.getKey(), file.getValue()))
                        .collect(Collectors.joining(", ")));
        line(out, "refused", found.refused().isEmpty() ? "nothing" : "");
        found.refused().forEach(reason -> out.println("  " + reason));
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println((String.format(Locale.ROOT, "%-11s ", name) + value).stripTrailing());
    }

    private static String list(List<String> items) {
        return items.isEmpty() ? "nothing" : String.join(", ", items);
    }

    private static String pairs(Map<?, ?> map) {
        return map.isEmpty()
                ? "none"
                : map.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
